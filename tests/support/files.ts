// Files to send, and how they are sent.

import { crc32, deflateSync } from 'node:zlib';
import type { Attachment } from '../../widget/protocol/generated.ts';
import type { Answer } from './client.ts';

export interface Upload {
  file?: File | string;
  conversationId?: string;
  clientId?: string;
}

/** One upload, with the headers that prove who it is. */
export async function upload(
  origin: string,
  path: string,
  headers: Record<string, string>,
  { file = picture(), conversationId, clientId }: Upload = {},
): Promise<Answer<{ attachment: Attachment; code?: string }>> {
  const body = new FormData();
  body.set('file', file);
  if (conversationId) body.set('conversationId', conversationId);
  if (clientId) body.set('clientId', clientId);
  const response = await fetch(origin + path, { method: 'POST', headers: { origin, ...headers }, body });
  return { status: response.status, headers: response.headers, body: (await response.json()) as never };
}

/** A picture in one colour that any browser shows. */
export function picture(name = 'photo.png', width = 64, height = 48, colour = [46, 125, 50]): File {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let at = 0; at < rows.length; at++) {
    const column = at % (width * 3 + 1);
    rows[at] = column === 0 ? 0 : (colour[(column - 1) % 3] ?? 0);
  }
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 2], 8);
  const parts = [chunk('IHDR', size), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return new File([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts], name, { type: 'image/png' });
}

function chunk(name: string, data: Buffer): Buffer<ArrayBuffer> {
  const named = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

export const pdf = (name = 'invoice.pdf', bytes = 2_000) =>
  new File(['%PDF-1.7\n', 'x'.repeat(bytes)], name, { type: 'application/pdf' });
