/** One file on its way to the server: with its progress, which `fetch` does not tell, and an end to it at any time. */
import type { Attachment, Uploaded } from '../protocol/generated.ts';

export interface Sending {
  /** Rejected with the server's problem as `problem`; without a status when nobody answered. */
  done: Promise<Attachment>;
  stop(): void;
}

export interface UploadOptions {
  headers: { [name: string]: string };
  fields: { [name: string]: string };
  /** From 0 to 1. */
  onProgress: (part: number) => void;
}

/** Longer than any network needs that moves at all. */
const PATIENCE = 10 * 60_000;

export function upload(path: string, file: File, { headers, fields, onProgress }: UploadOptions): Sending {
  const request = new XMLHttpRequest();
  const done = new Promise<Attachment>((resolve, reject) => {
    const fail = () => reject({ problem: { ...problemOf(request), status: request.status } });
    request.onload = () => (request.status < 300 ? resolve(attachmentOf(request)) : fail());
    request.onerror = request.ontimeout = request.onabort = fail;
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
  });
  request.open('POST', path);
  request.timeout = PATIENCE;
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.send(formOf(file, fields));
  return { done, stop: () => request.abort() };
}

function formOf(file: File, fields: { [name: string]: string }): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', file);
  return form;
}

const attachmentOf = ({ responseText }: XMLHttpRequest) => (JSON.parse(responseText) as Uploaded).attachment;

function problemOf({ responseText }: XMLHttpRequest): object {
  try {
    return JSON.parse(responseText);
  } catch {
    return {};
  }
}
