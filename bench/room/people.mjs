// A room's people: one who writes and some who read.

import { openSocket } from '../lib/socket.mjs';

/** More than can be under way in one room. A power of two. */
const RING = 1024;
const patience = 20_000;
const silence = { counts: false, times: false };

/** Opens a room's sockets. What readers see while `sample` wants it is counted and timed there. */
export async function room(adapter, ways, readers, sample = silence) {
  const sentAt = new Float64Array(RING);
  const state = { sent: 0, acknowledged: 0, freed: 0, lost: false, writing: false };
  const onEnd = () => {
    state.lost = true;
  };
  const sockets = [];

  const send = (count) => {
    const now = performance.now();
    const texts = [];
    for (let n = 0; n < count; n += 1) {
      sentAt[state.sent % RING] = now;
      state.sent += 1;
      texts.push(adapter.text());
    }
    writer.send(texts);
  };

  const writer = await enter(adapter, ways.writer, {
    onText: (buffer, start, end) => {
      state.freed += adapter.acks(buffer, start, end);
    },
    onTurn: () => {
      const { freed } = state;
      if (freed === 0) return;
      state.freed = 0;
      state.acknowledged += freed;
      if (state.writing) send(freed);
    },
    onEnd,
  });
  sockets.push(writer);

  const seen = new Array(readers).fill(0);
  for (let reader = 0; reader < readers; reader += 1) {
    let fresh = 0;
    const socket = await enter(adapter, ways.reader, {
      onText: (buffer, start, end) => {
        fresh += adapter.messages(buffer, start, end);
      },
      onTurn: (now) => {
        // Everyone sees messages in the order in which the one writer sent them.
        for (; fresh > 0; fresh -= 1) {
          if (sample.counts) sample.seen += 1;
          if (sample.times) sample.latencies.push(now - sentAt[seen[reader] % RING]);
          seen[reader] += 1;
        }
      },
      onEnd,
    });
    sockets.push(socket);
  }

  const settled = () => state.acknowledged === state.sent && seen.every((count) => count === state.sent);
  const close = () => {
    for (const socket of sockets) socket.close();
  };

  return {
    close,
    start: (window) => {
      state.writing = true;
      send(window);
    },
    /** Waits until all that was sent has been answered and seen by everyone; says how much that was. */
    stop: async () => {
      state.writing = false;
      const until = performance.now() + patience;
      while (!settled() && !state.lost && performance.now() < until)
        await new Promise((resolve) => setTimeout(resolve, 5));
      if (!settled())
        throw new Error(`of ${state.sent} messages ${state.acknowledged} were answered; seen: ${seen}`);
      close();
      return state.sent;
    },
  };
}

/** Opens a socket and waits until it may be used. */
async function enter(adapter, way, { onText, ...handlers }) {
  const { promise: isReady, resolve: ready } = Promise.withResolvers();
  let handle = (buffer, start, end) => {
    if (!adapter.isReady(buffer, start, end)) return;
    handle = answering(adapter, () => socket, onText);
    ready();
  };
  if (!adapter.isReady) handle = onText;
  const socket = await openSocket({
    ...way,
    ...handlers,
    onText: (buffer, start, end) => handle(buffer, start, end),
  });
  if (adapter.hello) socket.send([adapter.hello]);
  if (adapter.isReady) await isReady;
  return socket;
}

/** Where the protocol has pings of its own, they are answered. */
function answering({ reply }, socket, onText) {
  if (!reply) return onText;
  return (buffer, start, end) => {
    const answer = reply(buffer, start, end);
    if (answer) socket().send([answer]);
    else onText(buffer, start, end);
  };
}
