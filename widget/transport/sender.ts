/** Brings what was written to the room: in order, and the same again until the room has said what became of it. */
import type { Message, RoomFrame } from '../protocol/generated.ts';
import { askedWait, type RoomCalls, refusalOf, type Said, waitAfter } from './calls.ts';
import type { Environment } from './environment.ts';
import { Outbox, type OutboxStore, type Pending } from './outbox.ts';
import { Timer } from './timer.ts';

export interface SenderOptions {
  environment: Environment;
  store: OutboxStore | undefined;
  transmit: (frame: object) => void;
  /** For what is too long for a frame. */
  post: RoomCalls['send'] | undefined;
  /** The last seq that was shown. */
  shown: () => number;
  /** No answer came in time. */
  onSilence: () => void;
  onOutbox: (pending: Pending[]) => void;
}

type Refused = Extract<RoomFrame, { type: 'refused' }>;
type Reason = { code: string; detail: string };

export const ANSWER_WITHIN = 10_000;
/** So often the same message may go unanswered before it is taken for the reason. */
const ROUNDS = 3;
const NO_ANSWER = { code: 'no_answer', detail: 'No answer came.' };
const TOO_LONG = { code: 'too_long', detail: 'Too long.' };

export class Sender {
  readonly #options: SenderOptions;
  readonly #outbox: Outbox;
  readonly #watch: Timer;
  readonly #pause: Timer;
  /** The largest frame the room takes; nothing goes out before it has greeted us. */
  #limit = 0;
  #failures = 0;
  #unanswered: { clientId?: string; rounds: number } = { rounds: 0 };
  /** The post under way; nothing may overtake it. */
  #posting: object | null = null;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#outbox = new Outbox(options.store);
    this.#watch = new Timer(options.environment);
    this.#pause = new Timer(options.environment);
    if (options.store) options.store.onFound = () => this.#changed();
  }

  change(work: (outbox: Outbox) => void): void {
    work(this.#outbox);
    this.#changed();
  }

  open(limit: number): void {
    this.#limit = limit;
    this.#changed();
  }

  /** The connection is gone, and with it what is known of the messages under way. */
  shut(): void {
    this.#limit = 0;
    this.#posting = null;
    this.#outbox.startOver();
    this.#pause.stop();
    this.#watch.stop();
  }

  acknowledged(clientId: string, seq: number): void {
    this.#outbox.acknowledge(clientId, seq);
    this.#rewatch();
    this.settle();
  }

  /** Seeing our own messages is as good as their acknowledgement, which may have been lost with a connection. */
  seen(messages: Message[]): void {
    for (const { client_id, seq } of messages) if (client_id) this.#outbox.acknowledge(client_id, seq);
    this.settle();
  }

  settle(): void {
    this.#outbox.settle(this.#options.shown());
    this.#changed();
  }

  /** A refusal with a time is about speed, and nothing a person should deal with: the outbox waits and goes on. */
  refused({ client_id, code = '', detail = '', retry_after }: Refused): void {
    if (!client_id) return;
    const wait = askedWait(retry_after);
    if (wait === undefined) this.#failed(client_id, { code, detail });
    else this.#wait(wait);
  }

  #changed(): void {
    this.#pump();
    this.#options.onOutbox(this.#outbox.all());
  }

  #failed(clientId: string, error: Reason): void {
    this.#outbox.fail(clientId, error);
    this.#rewatch();
    this.#changed();
  }

  /** All that is unanswered goes out again afterwards, from the first on, so that nothing overtakes it. */
  #wait(milliseconds: number): void {
    this.#outbox.startOver();
    this.#watch.stop();
    this.#pause.set(milliseconds, () => this.#changed());
  }

  #pump(): void {
    while (this.#limit && !this.#pause.isSet && !this.#posting) {
      const next = this.#outbox.next();
      if (!next || !this.#transmit(next)) break;
    }
    if (this.#outbox.waitsForAck && !this.#watch.isSet) this.#rewatch();
  }

  /** The room hangs up on frames that are too large, so such a message goes another way, once all before it are in. */
  #transmit(message: Pending): boolean {
    const { post, transmit } = this.#options;
    const { clientId, kind, body, files = [], mentions } = message;
    const attachments = files.map(({ id }) => id);
    const said = { kind, body, attachments, ...(mentions && { mentions }) };
    const frame = { type: 'send', client_id: clientId, ...said };
    const isLong = new TextEncoder().encode(JSON.stringify(frame)).length > this.#limit;
    // Nor does the room answer those with files at once.
    const isSlow = isLong || files.length > 0;
    if (isLong && !post) this.#outbox.fail(clientId, TOO_LONG);
    else if (isSlow && post && this.#outbox.waitsForAck) return false;
    else {
      this.#outbox.sent(message);
      if (isSlow && post) void this.#post({ clientId, ...said }, post);
      else transmit(frame);
    }
    return true;
  }

  async #post(message: Said, post: RoomCalls['send']): Promise<void> {
    const posting = {};
    this.#posting = posting;
    let failure: unknown;
    const stored = await post(message).catch((error) => {
      failure = error;
    });
    // A new connection makes this one's failure nobody's business; what is stored is stored.
    const isCurrent = this.#posting === posting;
    if (isCurrent) this.#posting = null;
    if (stored) this.#failures = 0;
    if (stored) this.acknowledged(message.clientId, stored.seq);
    else if (isCurrent) this.#notPosted(message.clientId, failure);
  }

  #notPosted(clientId: string, failure: unknown): void {
    const refusal = refusalOf(failure);
    const { code = '', detail = '' } = refusal;
    const wait = waitAfter(refusal, this.#failures++, this.#options.environment);
    if (wait === undefined) this.#failed(clientId, { code, detail });
    else this.#wait(wait);
  }

  /** An answer is owed. Without one for 10 s nobody knows what was stored: start over, the room knows doubles. */
  #rewatch(): void {
    this.#watch.stop();
    if (this.#outbox.waitsForAck) this.#watch.set(ANSWER_WITHIN, () => this.#silence());
  }

  /** A message that the room cannot even read would be sent for ever, and hold up all behind it. */
  #silence(): void {
    const clientId = this.#outbox.oldest;
    if (!clientId) return;
    const rounds = this.#unanswered.clientId === clientId ? this.#unanswered.rounds + 1 : 1;
    this.#unanswered = { clientId, rounds };
    if (rounds >= ROUNDS) this.#outbox.fail(clientId, NO_ANSWER);
    this.#options.onSilence();
    this.#changed();
  }
}
