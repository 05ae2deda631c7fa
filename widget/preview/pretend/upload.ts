/** An upload that goes nowhere, and works. */
import type { Uploaded } from '../../protocol/generated.ts';
import { keepFile } from './files.ts';

export class PretendUpload {
  onload: (() => void) | null = null;
  onabort: (() => void) | null = null;
  upload: { onprogress: ((progress: { loaded: number; total: number }) => void) | null } = {
    onprogress: null,
  };
  status = 0;
  responseText = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  open(): void {}

  setRequestHeader(): void {}

  send(form: FormData): void {
    const file = form.get('file') as File;
    this.#timer = setTimeout(() => {
      this.upload.onprogress?.({ loaded: file.size, total: file.size });
      this.status = 201;
      this.responseText = JSON.stringify({ attachment: keepFile(file) } satisfies Uploaded);
      this.onload?.();
    }, 300);
  }

  abort(): void {
    clearTimeout(this.#timer);
    this.onabort?.();
  }
}
