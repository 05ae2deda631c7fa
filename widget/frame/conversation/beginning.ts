/**
 * From the first words to a conversation. Until the server has created it there is no room to talk in, so what is written
 * meanwhile waits here, and the first message is tried again under the same ids until the server has answered.
 */
import type { Attachment, StartConversation, StartedConversation } from '../../protocol/generated.ts';
import { type Refusal, refusalOf, waitAfter } from '../../transport/calls.ts';
import { browser, type Environment } from '../../transport/environment.ts';
import { Outbox, type OutboxStore, type Pending } from '../../transport/outbox.ts';
import { Timer } from '../../transport/timer.ts';
import { newId } from '../../transport/uuid.ts';

export interface BeginningOptions {
  start: (request: StartConversation) => Promise<StartedConversation>;
  onOutbox: (pending: Pending[]) => void;
  /** What was written meanwhile is in the store, for its room. */
  onStarted: (started: StartedConversation) => void;
  /** What came along with the words was refused, not they: here they are again, and nothing waits any more. */
  onReturned?: (words: string, refusal: Refusal) => void;
  /** It is not tried again. */
  onRefused?: (refusal: Refusal) => void;
  /** Nobody may start anything here now. */
  onForbidden?: () => void;
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
    const wait = waitAfter(refusal, this.#attempt++, this.#environment);
    if (wait === undefined) this.#giveUp(clientId, refusal);
    else this.#wait.set(wait, () => this.#again());
  }

  #giveUp(clientId: string, refusal: Refusal): void {
    this.#options.onRefused?.(refusal);
    if (isAboutDetails(refusal)) this.#giveBack(refusal);
    else this.#refuse(clientId, refusal);
  }

  #refuse(clientId: string, { code = '', detail = '', status }: Refusal): void {
    this.#busy = false;
    this.#outbox.fail(clientId, { code, detail });
    this.#go();
    if (status === 403) this.#options.onForbidden?.();
  }

  /** The conversation keeps its id: should an earlier try have made it, the next finds it. */
  #giveBack(refusal: Refusal): void {
    this.#busy = false;
    const all = this.#outbox.all();
    for (const { clientId } of all) this.#outbox.discard(clientId);
    this.#options.onOutbox([]);
    this.#options.onReturned?.(all.map(({ body }) => body).join('\n'), refusal);
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

const isAboutDetails = ({ errors = [] }: Refusal): boolean =>
  errors.some(({ field }) => /^(preChatData|customerData|departmentId)/.test(field));
