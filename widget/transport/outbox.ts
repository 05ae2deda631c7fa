/** What this client said and nobody has acknowledged yet, in the order it was said. */
import type { Attachment, MessageKind } from '../protocol/generated.ts';

export interface Pending {
  clientId: string;
  kind: MessageKind;
  body: string;
  /** Uploaded already. */
  files?: Attachment[];
  /** Ids of agents whom a note names. */
  mentions?: string[];
  state: 'sending' | 'failed';
  error?: { code: string; detail: string };
}

/**
 * Where it is kept. Synchronous on purpose: a store that survives the tab holds a copy in memory and writes behind, so
 * that sending never waits for a disk.
 */
export interface OutboxStore {
  all(): Pending[];
  put(message: Pending): void;
  remove(clientId: string): void;
  /** Called when something was found that an earlier visit or another tab could not send. */
  onFound?: () => void;
}

export function memoryStore(): OutboxStore {
  const messages = new Map<string, Pending>();
  return {
    all: () => [...messages.values()],
    put: (message) => void messages.set(message.clientId, message),
    remove: (clientId) => void messages.delete(clientId),
  };
}

const WINDOW = 16;

/** Half a character, as a paste or a cut can leave it, is no text that a room could read. */
export function wellFormed(body: string): string {
  return body.replace(/\p{Surrogate}/gu, '\ufffd');
}

export class Outbox {
  readonly #store: OutboxStore;
  /** Sent on this connection, not acknowledged yet. */
  readonly #inFlight = new Set<string>();
  /** Acknowledged, but not yet seen in the room's stream: shown until then, so that nothing flickers. */
  readonly #stored = new Map<string, number>();

  constructor(store: OutboxStore = memoryStore()) {
    this.#store = store;
  }

  all(): Pending[] {
    return this.#store.all();
  }

  get waitsForAck(): boolean {
    return this.#inFlight.size > 0;
  }

  add(message: Pending): void {
    this.#store.put({ ...message, body: wellFormed(message.body) });
  }

  /** What has waited longest for its acknowledgement. */
  get oldest(): string | undefined {
    return [...this.#inFlight][0];
  }

  /** The next message to send, unless enough are under way. */
  next(): Pending | undefined {
    if (this.#inFlight.size >= WINDOW) return undefined;
    return this.all().find((message) => this.#isUnsent(message));
  }

  sent({ clientId }: Pending): void {
    this.#inFlight.add(clientId);
  }

  #isUnsent({ clientId, state }: Pending): boolean {
    return state === 'sending' && !this.#inFlight.has(clientId) && !this.#stored.has(clientId);
  }

  /** Nothing is in flight on a new connection; what was, is unknown, and goes out again under the same id. */
  startOver(): void {
    this.#inFlight.clear();
  }

  acknowledge(clientId: string, seq: number): void {
    this.#inFlight.delete(clientId);
    if (this.#find(clientId)) this.#stored.set(clientId, seq);
  }

  /** Everything up to `seq` has been shown as a message of the room. */
  settle(seq: number): void {
    for (const [clientId, storedAt] of this.#stored) if (storedAt <= seq) this.discard(clientId);
  }

  fail(clientId: string, error: { code: string; detail: string }): void {
    const message = this.#find(clientId);
    this.#inFlight.delete(clientId);
    if (message) this.#store.put({ ...message, state: 'failed', error });
  }

  retry(clientId: string): void {
    const message = this.#find(clientId);
    if (message?.state !== 'failed') return;
    const { error: _, ...rest } = message;
    this.#store.put({ ...rest, state: 'sending' });
  }

  discard(clientId: string): void {
    this.#inFlight.delete(clientId);
    this.#stored.delete(clientId);
    this.#store.remove(clientId);
  }

  #find(clientId: string): Pending | undefined {
    return this.all().find((message) => message.clientId === clientId);
  }
}
