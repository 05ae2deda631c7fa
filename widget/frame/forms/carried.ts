/** The answers that go along with the first words, until there is a conversation, or until they come back. */
import type { StartConversation } from '../../protocol/generated.ts';
import type { Refusal } from '../../transport/calls.ts';
import type { Api } from '../api.ts';
import { load } from '../parts.ts';
import { type ChatStore, type Details, unanswered } from '../state.ts';
import { forget, keep, kept } from './kept.ts';

export class Carried {
  readonly #api: Api;
  readonly #store: ChatStore;
  #id = '';

  constructor(api: Api, store: ChatStore) {
    this.#api = api;
    this.#store = store;
  }

  /** Those of an earlier visit belong to the words it left. */
  with({ clientId = '' }: StartConversation): Details | null {
    this.#id = clientId;
    const details = kept(clientId) ?? this.#store.state.details;
    if (details?.preChatData) keep(clientId, details);
    return details;
  }

  forget(): void {
    if (this.#id) forget(this.#id);
  }

  /** Back to where they were written: words first, they must not get lost. */
  async comesBack(words: string, refusal: Refusal): Promise<void> {
    const { state } = this.#store;
    const sent = kept(this.#id) ?? state.details ?? {};
    this.forget();
    const draft = state.draft ? `${words}\n${state.draft}` : words;
    this.#store.change({ draft, details: unanswered(state) });
    const { takeBack } = await load('forms');
    await takeBack(this.#api, this.#store, sent, refusal);
  }
}
