// Files as somebody makes them who means harm, and uploads that no browser would send.

import { request } from 'node:http';

export interface Packed {
  name: string;
  /** How large it says that it becomes. */
  unpacked?: number;
  content?: string;
}

/** A ZIP archive, its files not compressed; what its directory says of their sizes may be something else. */
export function archive(...files: Packed[]): Buffer<ArrayBuffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const { name, content = 'x', unpacked = content.length } of files) {
    const head = Buffer.alloc(30);
    head.write('PK\x03\x04', 'latin1');
    head.writeUInt32LE(content.length, 18);
    head.writeUInt32LE(content.length, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt32LE(content.length, 20);
    entry.writeUInt32LE(unpacked, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(Buffer.concat(parts).length, 42);
    parts.push(head, Buffer.from(name + content));
    directory.push(entry, Buffer.from(name));
  }
  const [before, list, end] = [Buffer.concat(parts), Buffer.concat(directory), Buffer.alloc(22)];
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(before.length, 16);
  return Buffer.concat([before, list, end]);
}

/** As little of a JPEG as says how large it is. */
export function jpeg(width: number, height: number, ...segments: Buffer[]): Buffer<ArrayBuffer> {
  const size = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  size.writeUInt16BE(height, 5);
  size.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments, size, Buffer.from([0xff, 0xd9])]);
}

/** Something in a JPEG that is not the picture: its colours, say. */
export function segment(bytes: number): Buffer {
  const head = Buffer.from([0xff, 0xe2, 0, 0]);
  head.writeUInt16BE(bytes + 2, 2);
  return Buffer.concat([head, Buffer.alloc(bytes)]);
}

/** As little of a PNG as says how large it is. */
export function png(width: number, height: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(33);
  bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

const BOUNDARY = 'xxBOUNDARYxx';

/** A form with one file; `disposition` is written as it is. */
export function form(disposition: string, content: string | Buffer): Buffer {
  const head = `--${BOUNDARY}\r\nContent-Disposition: ${disposition}\r\nContent-Type: image/png\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
}

export interface Said {
  /** What the length is said to be; `null` says nothing of it. */
  length?: number | null;
  /** Hangs up behind the body, without waiting for an answer. */
  hangUp?: boolean;
}

/** Sends these bytes; `null` when no answer came. */
export function sendRaw(
  url: string,
  headers: Record<string, string>,
  body: Buffer,
  { length = body.length, hangUp = false }: Said = {},
): Promise<{ status: number; body: string } | null> {
  return new Promise((resolve) => {
    const sending = request(url, {
      method: 'POST',
      headers: {
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
        ...(length !== null && { 'content-length': String(length) }),
        ...headers,
      },
    });
    sending.on('error', () => resolve(null));
    sending.on('response', async (response) => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part as Buffer);
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() });
    });
    sending.write(body, () => hangUp && setTimeout(() => sending.destroy(), 200));
    if (!hangUp) sending.end();
  });
}
