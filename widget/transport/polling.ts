/**
 * A wire of plain HTTP requests, for networks that let no socket through. It speaks the frames of a socket, so nothing
 * above it knows the difference. Loaded only where it is needed, and for that reason it shares no code with the rest.
 */
import type { ClientFrame } from '../protocol/generated.ts';
import type { Refusal } from './calls.ts';
import type { Environment, WireSocket } from './environment.ts';
import { CLOSES, type Polled } from './polled-room.ts';

export { PolledRoom } from './polled-room.ts';

const OFTEN = 2_500;
/** Behind another page, or when nothing happens. */
const SELDOM = 15_000;
const QUIET = 5 * 60_000;
const LOST = 1006;
/** What `LiveSocket` understands as the end of a detour. */
const SOCKETS_WORK = 1000;
/** So long a socket that got through stays, so that nobody is seen to leave while the next one opens. */
const HANDOVER = 5_000;

export class PollingWire implements WireSocket {
  onmessage: WireSocket['onmessage'] = null;
  onclose: WireSocket['onclose'] = null;
  readonly #polled: Polled;
  readonly #socket: () => WireSocket;
  readonly #environment: Environment;
  #trial: WireSocket | null = null;
  #telling: Promise<void> = Promise.resolve();
  #asking: Promise<void> | null = null;
  /** Grows with every refusal for speed: what was said before it must not overtake what was refused. */
  #refusals = 0;
  #newsAt: number;
  #isClosed = false;
  #cancelNext = () => {};

  constructor(polled: Polled, socket: () => WireSocket, environment: Environment) {
    this.#polled = polled;
    this.#socket = socket;
    this.#environment = environment;
    this.#newsAt = environment.now();
    void this.#ask();
  }

  /** A ping, every half minute and when the network changes, is answered by a question that was answered. */
  send(text: string): void {
    const before = this.#refusals;
    if (text !== 'ping') this.#telling = this.#telling.then(() => this.#tell(JSON.parse(text), before));
    else {
      void this.#ask();
      this.#trySocket();
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelNext();
    this.#trial?.close();
  }

  /** A first word on a socket proves that they are not blocked any more. */
  #trySocket(): void {
    this.#trial?.close();
    try {
      const trial = this.#socket();
      trial.onmessage = () => this.#leaveTo(trial);
      this.#trial = trial;
    } catch {
      this.#trial = null;
    }
  }

  #leaveTo(trial: WireSocket): void {
    if (this.#isClosed) return;
    this.#trial = null;
    this.#environment.after(HANDOVER, () => trial.close());
    this.#end(SOCKETS_WORK);
  }

  /** One question at a time; who wants another one while it is open shares its answer. */
  #ask(): Promise<void> {
    this.#cancelNext();
    this.#asking ??= this.#question();
    return this.#asking;
  }

  async #question(): Promise<void> {
    try {
      this.#say(await this.#polled.ask());
      this.#askLater();
    } catch (failure) {
      this.#fail(failure);
    }
    this.#asking = null;
  }

  #askLater(): void {
    if (this.#isClosed) return;
    const isQuiet = this.#environment.now() - this.#newsAt > QUIET;
    const often = this.#environment.isHidden() || isQuiet ? SELDOM : OFTEN;
    // All who lost their sockets in the same instant must not ask in the same one.
    const jitter = 0.8 + 0.4 * this.#environment.random();
    this.#cancelNext = this.#environment.after(often * jitter, () => this.#ask());
  }

  async #tell(frame: ClientFrame, before: number): Promise<void> {
    const isSend = frame.type === 'send';
    if (this.#isClosed || (isSend && before !== this.#refusals)) return;
    try {
      const answers = await this.#polled.tell(frame);
      if (answers.some(isAboutSpeed)) this.#refusals++;
      if (answers.length) this.#say(answers);
      // What we said is part of what is new.
      if (isSend) void this.#ask();
    } catch (failure) {
      this.#fail(failure);
    }
  }

  #say(frames: object[]): void {
    if (this.#isClosed) return;
    if (frames.length) this.#newsAt = this.#environment.now();
    this.onmessage?.({ data: frames.length ? JSON.stringify(frames) : 'pong' } as MessageEvent);
  }

  #fail(failure: unknown): void {
    const { status = 0, code } = (failure as { problem?: Refusal } | undefined)?.problem ?? {};
    // Something in between may refuse as well, but it does not know whether the conversation is there.
    const isOurs = code || status === 401;
    if (!this.#isClosed) this.#end((isOurs && CLOSES[status]) || LOST);
  }

  #end(code: number): void {
    this.close();
    this.onclose?.({ code } as CloseEvent);
  }
}

function isAboutSpeed(frame: { retry_after?: number }): boolean {
  return typeof frame.retry_after === 'number';
}
