/** What the visitor is about to send besides words. */
import { upload } from '../../transport/upload.ts';
import { MEGABYTE, Uploads } from '../../transport/uploads.ts';
import type { Chat } from '../chat.ts';
import type { Details } from '../state.ts';
import { Tray } from './Tray.tsx';

export class Attachments {
  readonly #chat: Chat;
  readonly #uploads: Uploads;
  /** Said to be sent while files were on their way. */
  #isWanted = false;
  #answered: Details | undefined;

  constructor(chat: Chat) {
    this.#chat = chat;
    chat.store.change({ tray: { Tray } });
    this.#uploads = new Uploads({
      send: (file, id, onProgress) => this.#start(file, id, onProgress),
      most: () => chat.store.state.config.attachment_megabytes * MEGABYTE,
      onChange: (files) => this.#changed(files),
    });
    addEventListener('dragover', ({ dataTransfer }) => mark(dataTransfer?.types.includes('Files')));
    addEventListener('drop', () => mark(false));
    addEventListener('dragleave', ({ relatedTarget }) => relatedTarget ?? mark(false));
  }

  add(files: File[]): void {
    if (!files.length) return;
    this.#isWanted = false;
    this.#uploads.add(files);
    // What it takes to send them loads while they are on their way.
    void this.#chat.converse().catch(() => undefined);
  }

  retry(key: string): void {
    this.#uploads.retry(key);
  }

  remove(key: string): void {
    this.#uploads.remove(key);
  }

  clear(): void {
    this.#isWanted = false;
    this.#uploads.clear();
  }

  /** Once all are there. What is not taken has to be taken out, or tried again, first. `answered`: the form before it. */
  async send(answered?: Details): Promise<void> {
    this.#answered = answered ?? this.#answered;
    this.#isWanted = !this.#uploads.hasTrouble;
    if (!this.#isWanted || this.#uploads.isBusy) return;
    this.#isWanted = false;
    const talk = await this.#chat.converse();
    const { draft, details } = this.#chat.store.state;
    if (this.#answered) this.#chat.store.change({ details: { ...details, ...this.#answered } });
    this.#answered = undefined;
    talk.send(draft.trim(), this.#uploads.take());
    this.#chat.store.change({ draft: '' });
  }

  #changed(files: Uploads['all']): void {
    this.#chat.store.change({ files });
    if (this.#isWanted && files.length) void this.send();
  }

  /** An ended session is renewed once, unnoticed. */
  #start(file: File, clientId: string, onProgress: (part: number) => void) {
    const { api, store } = this.#chat;
    let sending: ReturnType<typeof upload> | undefined;
    let isStopped = false;
    const go = () => {
      const id = store.state.conversation?.id;
      const headers = { authorization: `Bearer ${api.token}` };
      sending = upload('/api/widget/upload', file, {
        headers,
        fields: { clientId, ...(id && { conversationId: id }) },
        onProgress,
      });
      if (isStopped) sending.stop();
      return sending.done;
    };
    const renewed = async (failure: { problem?: { status?: number } }) => {
      if (failure.problem?.status !== 401) throw failure;
      await api.init();
      return go();
    };
    const done = this.#chat.session().then(() => go().catch(renewed));
    const stop = () => {
      isStopped = true;
      sending?.stop();
    };
    return { done, stop };
  }
}

/** They may be dropped anywhere on the window. */
function mark(isOver = false): void {
  document.body.classList.toggle('dropping', isOver);
}
