/**
 * From the first words to a conversation. Until the server has created it there is no room to talk in, so what is written
 * meanwhile waits here, and the first message is tried again under the same ids until the server has answered.
 */
import type { Attachment, StartConversation, StartedConversation } from '../../protocol/generated.ts';
import { refusalOf, waitAfter } from '../../transport/calls.ts';
import { browser, type Environment } from '../../transport/environment.ts';
import { Outbox, type OutboxStore, type Pending } from '../../transport/outbox.ts';
import { Timer } from '../../transport/timer.ts';
import { newId } from '../../transport/uuid.ts';

export interface BeginningOptions {
  start: (request: StartConversation) => Promise<StartedConversation>;
  onOutbox: (pending: Pending[]) => void;
  /** What was written meanwhile is in the store, for its room. */
  onStarted: (started: StartedConversation) => void;
  store?: OutboxStore;
  environment?: Environment;
}

export class Beginning {
  readonly #options: BeginningOptions;
  readonly #environment: Environment;
  readonly #outbox: Outbox;
  readonly #wait: Timer;
  readonly #unwake: () => void;
  /** The conversation's own id: its first words', which outlive this page as they do. */
  #clientId = '';
  #busy = false;
  #isEnded = false;
  #attempt = 0;

  constructor(options: BeginningOptions) {
    this.#options = options;
    this.#environment = options.environment ?? browser;
    this.#outbox = new Outbox(options.store);
    this.#wait = new Timer(this.#environment);
    if (options.store) options.store.onFound = () => this.#go();
    this.#unwake = this.#environment.onWake(() => this.#hurry());
  }

  send(body: string, files: Attachment[] = []): void {
    const message = { clientId: newId(), kind: 'text', body, state: 'sending' } as const;
    this.#outbox.add(files.length ? { ...message, files } : message);
    this.#go();
  }

  retry(clientId: string): void {
    this.#outbox.retry(clientId);
    this.#go();
  }

  /** The conversation came another way. */
  end(): void {
    this.#unwake();
    this.#wait.stop();
    this.#isEnded = true;
  }

  /** A start is under way, and its answer not known. */
  get isBusy(): boolean {
    return this.#busy;
  }

  #go(): void {
    if (this.#isEnded) return;
    const all = this.#outbox.all();
    this.#options.onOutbox(all);
    const first = all.find(({ state }) => state === 'sending');
    if (!first || this.#busy) return;
    this.#clientId ||= all[0]?.clientId ?? '';
    void this.#try(first);
  }

  async #try({ clientId, body, files = [] }: Pending): Promise<void> {
    this.#busy = true;
    try {
      this.#started(
        await this.#options.start({
          clientId: this.#clientId,
          message: { clientId, body, attachments: files.map(({ id }) => id) },
        }),
        clientId,
      );
    } catch (failure) {
      this.#failed(clientId, failure);
    }
  }

  #started(started: StartedConversation, clientId: string): void {
    if (this.#isEnded) return;
    this.end();
    if (started.message) this.#outbox.discard(clientId);
    this.#options.onStarted(started);
  }

  /** No network, a busy or a broken server: wait. Anything else would be refused again, so the visitor must know. */
  #failed(clientId: string, failure: unknown): void {
    if (this.#isEnded) return;
    const refusal = refusalOf(failure);
    const { code = '', detail = '' } = refusal;
    const wait = waitAfter(refusal, this.#attempt++, this.#environment);
    if (wait === undefined) this.#refuse(clientId, { code, detail });
    else this.#wait.set(wait, () => this.#again());
  }

  #refuse(clientId: string, error: { code: string; detail: string }): void {
    this.#busy = false;
    this.#outbox.fail(clientId, error);
    this.#go();
  }

  #again(): void {
    this.#busy = false;
    this.#go();
  }

  #hurry(): void {
    if (!this.#wait.isSet) return;
    this.#wait.stop();
    this.#attempt = 0;
    this.#again();
  }
}
