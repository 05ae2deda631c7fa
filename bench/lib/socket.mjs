// A WebSocket client that costs next to nothing, so that on two cores the server is what is measured: frames are
// neither copied nor turned into strings, and what is sent in one turn leaves in one write.

import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

const TEXT = 1;
const CLOSE = 8;
const FINAL = 0x80;
const MASKED = 0x80;
const blank = '\r\n\r\n';

/**
 * Opens a socket. `onText(buffer, start, end)` gets each text message, `onTurn(now)` is called when all that had
 * arrived was handed over.
 */
export async function openSocket({ url, headers = {}, onText, onTurn = () => {}, onEnd = () => {} }) {
  const { hostname, port, pathname, search } = new URL(url);
  const stream = connect({ host: hostname, port, noDelay: true });
  stream.write(handshake(`${hostname}:${port}`, pathname + search, headers));
  const first = await answer(stream);
  const read = reader(onText, () => stream.destroy());
  stream.on('data', (chunk) => {
    read(chunk);
    onTurn(performance.now());
  });
  stream.once('close', onEnd);
  stream.on('error', () => stream.destroy());
  if (first.length > 0) queueMicrotask(() => stream.emit('data', first));
  return {
    send: (texts) => stream.write(frames(texts)),
    close: () => stream.destroy(),
  };
}

function handshake(host, path, headers) {
  const all = {
    host,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': randomBytes(16).toString('base64'),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`GET ${path} HTTP/1.1`, ...lines].join('\r\n') + blank;
}

/** Waits for the upgrade; gives what came after it. */
function answer(stream) {
  let head = Buffer.alloc(0);
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('the server closed the connection before it answered'));
    stream.once('close', fail);
    stream.once('error', reject);
    stream.on('data', function read(chunk) {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf(blank);
      if (end < 0) return;
      stream.off('data', read).off('close', fail).off('error', reject);
      const status = head.toString('latin1', 0, head.indexOf('\r\n'));
      if (!status.includes(' 101 '))
        reject(new Error(`the server refused a socket: ${head.toString('latin1')}`));
      else resolve(head.subarray(end + blank.length));
    });
  });
}

function reader(onText, onClose) {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    const buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    while (buffer.length - at >= 2) {
      const short = buffer[at + 1] & 0x7f;
      const start = at + (short < 126 ? 2 : short === 126 ? 4 : 10);
      if (buffer.length < start) break;
      const end = start + length(buffer, at, short);
      if (buffer.length < end) break;
      const kind = buffer[at] & 0x0f;
      if (kind === TEXT) onText(buffer, start, end);
      else if (kind === CLOSE) onClose();
      at = end;
    }
    rest = buffer.subarray(at);
  };
}

const length = (buffer, at, short) =>
  short < 126 ? short : short === 126 ? buffer.readUInt16BE(at + 2) : Number(buffer.readBigUInt64BE(at + 2));

/** ASCII texts of up to 64 KiB as frames. The mask that clients must use may be all zeros, which changes nothing. */
function frames(texts) {
  let size = 0;
  for (const text of texts) size += headerLength(text) + text.length;
  const buffer = Buffer.allocUnsafe(size);
  let at = 0;
  for (const text of texts) {
    const start = at + headerLength(text);
    buffer[at] = FINAL | TEXT;
    if (text.length < 126) buffer[at + 1] = MASKED | text.length;
    else {
      buffer[at + 1] = MASKED | 126;
      buffer.writeUInt16BE(text.length, at + 2);
    }
    buffer.writeUInt32BE(0, start - 4);
    buffer.latin1Write(text, start);
    at = start + text.length;
  }
  return buffer;
}

const headerLength = (text) => (text.length < 126 ? 6 : 8);
