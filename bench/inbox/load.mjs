// node load.mjs CONTENDER ORIGIN: an organization's visitors, who write, and its agents, who look at the inbox.

import { randomUUID } from 'node:crypto';
import { converse, expectStatus, signUp, visit } from '../../tests/support/client.ts';
import { eachAtOnce, takeOrders } from '../lib/orders.mjs';
import { openSocket } from '../lib/socket.mjs';
import { quantile } from '../lib/statistics.mjs';

const PATIENCE = 10_000;
/** Rooms tell the inbox at most four times a second each. */
const SPACING = 300;
const origin = process.argv[3];
let visitors;
let agents = [];
/** What everybody is to hear of just now. */
let awaited = null;

takeOrders({
  async prepare({ rooms }) {
    const owner = await signUp(origin);
    visitors = await eachAtOnce(Array.from({ length: rooms }), async () => {
      const visitor = await visit(origin, owner.widgetKey);
      return { ...visitor, id: await converse(visitor) };
    });
    return { organizationId: owner.organizationId };
  },
  async gather({ cookies }) {
    for (const { close } of agents) close();
    agents = await eachAtOnce(cookies, open);
    await sleep(SPACING);
    return {};
  },
  /** One after the other: how long until the first agent knows, and the last. */
  async changes({ count }) {
    const before = heard();
    const [firsts, lasts] = [[], []];
    for (let n = 0; n < count; n += 1) {
      const [found] = await everybodyHears([visitors[n % visitors.length]]);
      firsts.push(found.first);
      lasts.push(found.last);
      await sleep(SPACING / visitors.length);
    }
    const [first, last] = [firsts, lasts].map((times) => times.sort((a, b) => a - b));
    return {
      first: quantile(first, 0.5),
      last: quantile(last, 0.5),
      worst: quantile(last, 0.95),
      bytes: (heard() - before) / count / agents.length,
    };
  },
  /** All rooms at once: how long until every agent knows of all. */
  async burst() {
    await sleep(SPACING);
    const from = performance.now();
    await everybodyHears(visitors);
    return { time: performance.now() - from };
  },
});

const heard = () => agents.reduce((sum, agent) => sum + agent.bytes, 0);

async function open(cookie) {
  const agent = { bytes: 0 };
  const onText = (buffer, start, end) => {
    agent.bytes += end - start;
    awaited?.hear(agent, buffer.subarray(start, end));
  };
  const url = `${origin.replace('http', 'ws')}/api/inbox/socket`;
  const { close } = await openSocket({ url, headers: { cookie, origin }, onText });
  return Object.assign(agent, { close });
}

/** Each says something that nobody has said before; from when that was stored until it is in every agent's list. */
async function everybodyHears(speakers) {
  const words = speakers.map(() => randomUUID());
  const found = words.map(() => ({ agents: new Set() }));
  const done = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('somebody has not heard of it')), PATIENCE);
    awaited = {
      hear(agent, text) {
        for (const [index, word] of words.entries()) {
          if (!text.includes(word)) continue;
          const one = found[index];
          one.agents.add(agent);
          one.first ??= performance.now();
          if (one.agents.size === agents.length) one.last ??= performance.now();
        }
        if (!found.every(({ last }) => last)) return;
        clearTimeout(timer);
        resolve();
      },
    };
  });
  const stored = await Promise.all(speakers.map((visitor, index) => say(visitor, words[index])));
  await done;
  awaited = null;
  return found.map(({ first, last }, index) => ({
    first: first - stored[index],
    last: last - stored[index],
  }));
}

async function say(visitor, body) {
  const path = `/api/widget/conversations/${visitor.id}/messages`;
  expectStatus(await visitor.call(path, { body: { clientId: randomUUID(), body } }), 201);
  return performance.now();
}

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
