/**
 * From the first words to a conversation. Until the server has created it there is no room to talk in, so what is written
 * meanwhile waits here, and the first message is tried again under the same ids until the server has answered.
 */
import type { StartConversation, StartedConversation } from '../../protocol/generated.ts';
import { backoff } from '../../transport/backoff.ts';
import { browser, type Environment } from '../../transport/environment.ts';
import { Outbox, type Pending } from '../../transport/outbox.ts';
import { newId } from '../../transport/uuid.ts';
import { Refused } from '../api.ts';

export interface BeginningOptions {
  start: (request: StartConversation) => Promise<StartedConversation>;
  onOutbox: (pending: Pending[]) => void;
  /** The conversation, and what was written meanwhile for its room. */
  onStarted: (started: StartedConversation, rest: Pending[]) => void;
  environment?: Environment;
}

export class Beginning {
  readonly #options: BeginningOptions;
  readonly #environment: Environment;
  readonly #outbox = new Outbox();
  readonly #clientId = newId();
  readonly #unwake: () => void;
  #busy = false;
  #attempt = 0;
  #cancelWait: (() => void) | null = null;

  constructor(options: BeginningOptions) {
    this.#options = options;
    this.#environment = options.environment ?? browser;
    this.#unwake = this.#environment.onWake(() => this.#hurry());
  }

  send(body: string): void {
    this.#outbox.add({ clientId: newId(), kind: 'text', body, state: 'sending' });
    this.#go();
  }

  retry(clientId: string): void {
    this.#outbox.retry(clientId);
    this.#go();
  }

  #go(): void {
    this.#options.onOutbox(this.#outbox.all());
    const first = this.#outbox.all().find(({ state }) => state === 'sending');
    if (first && !this.#busy) void this.#try(first);
  }

  async #try(first: Pending): Promise<void> {
    this.#busy = true;
    const { clientId, body } = first;
    try {
      this.#started(
        await this.#options.start({ clientId: this.#clientId, message: { clientId, body } }),
        clientId,
      );
    } catch (problem) {
      this.#failed(clientId, problem);
    }
  }

  #started(started: StartedConversation, clientId: string): void {
    this.#unwake();
    if (started.message) this.#outbox.discard(clientId);
    this.#options.onStarted(started, this.#outbox.all());
  }

  /** No network, a busy or a broken server: wait. Anything else would be refused again, so the visitor must know. */
  #failed(clientId: string, problem: unknown): void {
    const {
      status = 0,
      detail = '',
      code = '',
      retry_after,
    } = problem instanceof Refused ? problem.problem : {};
    if (status === 429) this.#wait((retry_after ?? 5) * 1_000);
    else if (status === 0 || status >= 500) this.#wait(this.#backoff());
    else this.#refuse(clientId, { code, detail });
  }

  #refuse(clientId: string, error: { code: string; detail: string }): void {
    this.#busy = false;
    this.#outbox.fail(clientId, error);
    this.#go();
  }

  #backoff(): number {
    return backoff(this.#attempt++, () => this.#environment.random());
  }

  #wait(milliseconds: number): void {
    this.#cancelWait = this.#environment.after(milliseconds, () => this.#again());
  }

  #again(): void {
    this.#cancelWait = null;
    this.#busy = false;
    this.#go();
  }

  #hurry(): void {
    if (!this.#cancelWait) return;
    this.#cancelWait();
    this.#attempt = 0;
    this.#again();
  }
}
