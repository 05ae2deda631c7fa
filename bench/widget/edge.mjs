// What stands before the worker when it is deployed: packs what can be packed, and counts it. It can be far away too.

import { request as ask, createServer } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { slowLine } from './line.mjs';

const packed = /^(text|application)\/(?!octet-stream|wasm)/;

/** `sent` lists what was answered since it was last emptied; `slow(true)` puts a slow line before it. */
export async function startEdge(server) {
  const sent = [];
  let line;
  const edge = createServer((request, response) => {
    forward(server, request, response, line).then(
      (bytes) => sent.push({ path: request.url.split('?')[0], bytes }),
      () => response.destroy(),
    );
  });
  edge.on('upgrade', (request, socket, head) => {
    sent.push({ path: request.url.split('?')[0], bytes: 0 });
    tunnel(server, request, socket, head);
  });
  await new Promise((resolve) => edge.listen(0, '127.0.0.1', resolve));
  return {
    // Another site than the shop's.
    origin: `http://localhost:${edge.address().port}`,
    sent,
    slow: (isSlow) => {
      line = isSlow ? slowLine() : undefined;
    },
    async close() {
      edge.closeAllConnections();
      await new Promise((resolve) => edge.close(resolve));
    },
  };
}

async function forward(server, request, response, line) {
  await line?.travel(request.url);
  const { status, headers, body } = await answerOf(server, request);
  const isPacked = packed.test(headers['content-type'] ?? '') && body.length > 0;
  const content = isPacked ? gzipSync(body, { level: 9 }) : body;
  await line?.arrive(content.length);
  const { 'transfer-encoding': _, connection: __, ...rest } = headers;
  const more = isPacked ? { 'content-encoding': 'gzip' } : {};
  response.writeHead(status, { ...rest, ...more, 'content-length': content.length }).end(content);
  return content.length;
}

function answerOf(server, request) {
  const { hostname, port } = new URL(server);
  const { 'accept-encoding': _, ...headers } = request.headers;
  return new Promise((resolve, reject) => {
    const { method, url } = request;
    const asked = ask({ hostname, port, method, path: url, headers }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    });
    request.pipe(asked.on('error', reject));
  });
}

/** A socket goes through as it is. */
function tunnel(server, { method, url, rawHeaders }, socket, head) {
  const { hostname, port } = new URL(server);
  const upstream = connect(Number(port), hostname, () => {
    const lines = [];
    for (let at = 0; at < rawHeaders.length; at += 2) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
    upstream.write(`${method} ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    upstream.write(head);
    socket.pipe(upstream).pipe(socket);
  });
  for (const [one, other] of [
    [socket, upstream],
    [upstream, socket],
  ])
    one.on('error', () => other.destroy()).on('close', () => other.destroy());
}
