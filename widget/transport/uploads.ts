/** Files that somebody is about to send: each on its way, there, or not taken. Used by the widget and by the dashboard. */
import { FILE_BYTES, FILE_ENDS, FILES_EACH, PICTURES } from '../protocol/files.ts';
import type { Attachment } from '../protocol/generated.ts';
import { backoff } from './backoff.ts';
import { type Refusal, refusalOf } from './calls.ts';
import type { Sending } from './upload.ts';
import { newId } from './uuid.ts';

/** Why a file is not taken: it will never be, or it may be tried again. */
export type Trouble = 'large' | 'huge' | 'type' | 'empty' | 'off' | 'full' | 'failed';

export interface Upload {
  key: string;
  name: string;
  size: number;
  /** A picture to show, out of this page's memory. */
  picture: string | null;
  /** From 0 to 1. */
  progress: number;
  /** It did not get through, and will be tried again. */
  isWaiting: boolean;
  trouble: Trouble | null;
  attachment: Attachment | null;
}

export interface UploadsOptions {
  /** `id`: the same for the same file, however often it is sent. */
  send: (file: File, id: string, onProgress: (part: number) => void) => Sending;
  /** The bytes that a file may have. */
  most?: () => number;
  onChange: (uploads: Upload[]) => void;
}

const TROUBLES: { [code: string]: Trouble } = {
  file_too_large: 'large',
  too_many_pixels: 'huge',
  unpacks_too_large: 'huge',
  storage_full: 'full',
  unsupported_type: 'type',
  attachments_off: 'off',
  invalid_input: 'empty',
};

/** So often a file is sent again by itself. Nothing counts while the browser knows that it is offline. */
const RETRIES = 3;

/** Pictures that were just sent, so that they need not be fetched again to be shown. */
const sent = new Map<string, string>();
export const pictureOf = (id: string): string | undefined => sent.get(id);

export const isPicture = ({ content_type }: Attachment): boolean => PICTURES.includes(content_type);

export class Uploads {
  readonly #options: UploadsOptions;
  readonly #files = new Map<string, { file: File; sending?: Sending }>();
  #all: Upload[] = [];

  constructor(options: UploadsOptions) {
    this.#options = options;
  }

  get all(): Upload[] {
    return this.#all;
  }

  get isBusy(): boolean {
    return this.#all.some(({ attachment, trouble }) => !attachment && !trouble);
  }

  get hasTrouble(): boolean {
    return this.#all.some(({ trouble }) => trouble);
  }

  /** As many as one message can have; says how many were too many. */
  add(files: File[]): number {
    const fit = files.slice(0, FILES_EACH - this.#all.length);
    for (const file of fit) this.#start(file);
    return files.length - fit.length;
  }

  retry(key: string): void {
    if (this.#all.find((one) => one.key === key)?.trouble !== 'failed') return;
    this.#change(key, { trouble: null, progress: 0 });
    void this.#send(key);
  }

  remove(key: string): void {
    this.#files.get(key)?.sending?.stop();
    this.#files.delete(key);
    const picture = this.#all.find((one) => one.key === key)?.picture;
    if (picture) URL.revokeObjectURL(picture);
    this.#tell(this.#all.filter((one) => one.key !== key));
  }

  clear(): void {
    for (const { key } of this.#all) this.remove(key);
  }

  /** All that are there, for a message. */
  take(): Attachment[] {
    const taken = this.#all.flatMap(({ attachment, picture }) => {
      if (attachment && picture) sent.set(attachment.id, picture);
      return attachment ?? [];
    });
    this.#files.clear();
    this.#tell([]);
    return taken;
  }

  #start(file: File): void {
    const key = newId();
    const trouble = troubleWith(file, this.#options.most?.() ?? FILE_BYTES);
    const picture = !trouble && PICTURES.includes(file.type) ? URL.createObjectURL(file) : null;
    this.#files.set(key, { file });
    const { name, size } = file;
    const start = { progress: 0, isWaiting: false, attachment: null };
    this.#tell([...this.#all, { key, name, size, picture, trouble, ...start }]);
    if (!trouble) void this.#send(key);
  }

  async #send(key: string): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const refusal = await this.#attempt(key);
      if (!refusal || !this.#files.has(key)) return;
      if (!isPassing(refusal) || (attempt >= RETRIES && !isOffline())) {
        const trouble = TROUBLES[refusal.code ?? ''] ?? 'failed';
        return this.#change(key, { trouble, isWaiting: false });
      }
      this.#change(key, { progress: 0, isWaiting: true });
      await patience(attempt);
    }
  }

  /** Why it did not get there. */
  async #attempt(key: string): Promise<Refusal | undefined> {
    const one = this.#files.get(key);
    if (!one) return undefined;
    const onProgress = (progress: number) => this.#change(key, { progress, isWaiting: false });
    try {
      one.sending = this.#options.send(one.file, key, onProgress);
      this.#change(key, { attachment: await one.sending.done, progress: 1, isWaiting: false });
      return undefined;
    } catch (failure) {
      return refusalOf(failure);
    }
  }

  #change(key: string, changes: Partial<Upload>): void {
    if (!this.#files.has(key)) return;
    this.#tell(this.#all.map((one) => (one.key === key ? { ...one, ...changes } : one)));
  }

  #tell(all: Upload[]): void {
    this.#all = all;
    this.#options.onChange(all);
  }
}

const isPassing = ({ status = 0 }: Refusal) => status === 0 || status === 408 || status >= 500;

const isOffline = () => navigator.onLine === false;

/** A while, or until there is a network again; while there is none, as long as it takes. */
function patience(attempt: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      removeEventListener('online', go);
      clearTimeout(timer);
      resolve();
    };
    const wait = 500 + backoff(attempt, Math.random);
    const timer = isOffline() ? undefined : setTimeout(go, wait);
    addEventListener('online', go);
  });
}

/** What the server would say too, said before anything is sent. */
function troubleWith({ name, size }: File, most: number): Trouble | null {
  if (size > most) return 'large';
  if (size === 0) return 'empty';
  // A name without an end says nothing; the server looks at what is in it.
  const [end] = /\.\w+$/.exec(name.toLowerCase()) ?? [''];
  return end && !FILE_ENDS.includes(end) ? 'type' : null;
}

/** As large as it is to be shown, within a box. */
export function fit({ width, height }: Attachment, box: { width: number; height: number }) {
  if (!width || !height) return { width: box.width, height: Math.round(box.width * 0.75) };
  const scale = Math.min(1, box.width / width, box.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Has the address of this file expired, or is it about to? A message that is read again has a new one. */
export function isStale({ url }: Attachment, now = Date.now()): boolean {
  const until = Number(new URLSearchParams(url.split('?')[1]).get('until'));
  return until > 0 && until * 1_000 < now + 10_000;
}

export const MEGABYTE = 1024 * 1024;

export function sizeIn(language: string, bytes: number): string {
  const [unit, amount] = bytes < MEGABYTE ? ['kilobyte', bytes / 1024] : ['megabyte', bytes / MEGABYTE];
  const digits = unit === 'megabyte' ? 1 : 0;
  const format = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(language, format).format(Math.max(amount, 1));
}
