/** One wire: what is said on it, whether it still lives, and how it ended. */
import type { Environment, WireSocket } from './environment.ts';
import { Timer } from './timer.ts';

export interface LineEvents {
  /** What arrived in one go; empty when it was only a sign of life. */
  onFrames: (frames: unknown[]) => void;
  onEnd: (code: number) => void;
}

export const LOST = 1006;
export const SILENT = 4408;
const HEARTBEAT = 30_000;
export const SILENCE = 10_000;
/** When there is a reason to doubt, an answer has to come sooner. */
const PROMPT = 4_000;
const TICK = 5_000;
/** So late no timer comes in a machine that is awake. */
const LATE = 5_000;

export class Line {
  readonly #environment: Environment;
  readonly #wire: WireSocket;
  readonly #events: LineEvents;
  readonly #clock: Timer;
  readonly #deadline: Timer;
  #pingedAt = 0;

  constructor(environment: Environment, wire: WireSocket, events: LineEvents) {
    this.#environment = environment;
    this.#wire = wire;
    this.#events = events;
    this.#clock = new Timer(environment);
    this.#deadline = new Timer(environment);
    wire.onmessage = ({ data }) => this.#receive(data);
    wire.onclose = ({ code }) => this.#end(code);
    this.#expectWithin(SILENCE);
  }

  send(text: string): void {
    this.#wire.send(text);
  }

  /** Something happened that connections often do not survive: is it still there? */
  test(): void {
    this.#ping(PROMPT);
  }

  close(): void {
    this.#clock.stop();
    this.#deadline.stop();
    this.#wire.onmessage = null;
    this.#wire.onclose = null;
    this.#wire.close();
  }

  #receive(data: unknown): void {
    this.#deadline.stop();
    if (!this.#clock.isSet) this.#pingedAt = this.#environment.now();
    this.#wait();
    const frames = framesOf(data);
    if (frames) this.#events.onFrames(frames);
    else this.#end(LOST);
  }

  #end(code: number): void {
    this.close();
    this.#events.onEnd(code);
  }

  /**
   * Behind another page, browsers run timers set by timers once a minute, too seldom for the room. One set by what has
   * arrived comes in time, so it has to reach as far as the next heartbeat.
   */
  #wait(): void {
    const now = this.#environment.now();
    const often = this.#environment.isHidden() ? HEARTBEAT : TICK;
    const due = now + Math.min(often, Math.max(0, this.#pingedAt + HEARTBEAT - now));
    this.#clock.set(due - now, () => this.#tick(due));
  }

  /**
   * A machine that slept wakes to a connection that may be long dead, and nothing else would tell before a heartbeat.
   * When its clock was set anew nobody knows.
   */
  #tick(due: number): void {
    const now = this.#environment.now();
    if (Math.abs(now - due) > LATE) this.test();
    else if (now - this.#pingedAt >= HEARTBEAT) this.#ping(SILENCE);
    this.#wait();
  }

  #ping(patience: number): void {
    this.#pingedAt = this.#environment.now();
    this.#wire.send('ping');
    this.#expectWithin(patience);
  }

  #expectWithin(milliseconds: number): void {
    this.#deadline.set(milliseconds, () => this.#end(SILENT));
  }
}

/** Nothing when it is no frame at all. */
function framesOf(data: unknown): unknown[] | undefined {
  if (data === 'pong') return [];
  try {
    return [JSON.parse(String(data))].flat().filter((frame) => frame && typeof frame === 'object');
  } catch {
    return undefined;
  }
}
