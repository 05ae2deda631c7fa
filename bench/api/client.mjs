// People who ask over HTTP, each again as soon as they are answered.

import { Agent, request as ask } from 'node:http';
import { quantile } from '../lib/statistics.mjs';

/** How to ask a server; connections stay open. */
export function connect(origin) {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(origin);
  return ({ method = 'GET', path, headers, body }) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? '' : JSON.stringify(body);
      const sent = text
        ? { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
        : headers;
      ask({ agent, hostname, port, method, path, headers: { origin, ...sent } }, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode, text: Buffer.concat(parts).toString() }),
        );
      })
        .on('error', reject)
        .end(text);
    });
}

/** `next(who)` gives each person's next request. */
export async function crowd(send, next, { people, warmUp, duration }) {
  const times = [];
  let [bytes, isOver, counts] = [0, false, false];
  const person = async (who) => {
    while (!isOver) {
      const request = next(who);
      const from = performance.now();
      const { status, text } = await send(request);
      if (status >= 300) throw new Error(`${request.method ?? 'GET'} ${request.path}: ${status} ${text}`);
      if (counts) times.push(performance.now() - from);
      bytes = text.length;
    }
  };
  const all = Promise.all(Array.from({ length: people }, (_, who) => person(who)));
  await Promise.race([all, sleep(warmUp)]);
  const [from, used] = [performance.now(), process.cpuUsage()];
  counts = true;
  await Promise.race([all, sleep(duration)]);
  const [time, cpu] = [performance.now() - from, process.cpuUsage(used)];
  isOver = true;
  await all;
  times.sort((a, b) => a - b);
  return {
    rate: (times.length / time) * 1000,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    bytes,
    clientBusy: (cpu.user + cpu.system) / 1000 / time,
  };
}

/** One after the other. */
export async function inTurn(send, request, count) {
  const times = [];
  for (let n = 0; n < count; n += 1) {
    const from = performance.now();
    const { status, text } = await send(request);
    if (status >= 300) throw new Error(`${request.path}: ${status} ${text}`);
    times.push(performance.now() - from);
  }
  return quantile(
    times.sort((a, b) => a - b),
    0.5,
  );
}

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
