// What lists cost when there is little and when there is much: rows and queries, counted, and time.

import { connect, inTurn } from './client.mjs';
import { fill } from './fill.mjs';
import { calls, lists } from './plan.mjs';

/** What each call asks for while it is waited for; copies are made later. */
export async function measureCosts(contender, tell) {
  const costs = {};
  await contender.order('prepare', { people: 1, conversations: 60 });
  for (const { name, title } of calls) {
    tell(title);
    costs[name] = await costOf(contender, () => contender.order('once', { name }));
  }
  return costs;
}

/** Each list at each size, in turns. */
export async function measureSizes(contender, { sizes, rounds, asked }, tell) {
  const requests = [];
  for (const size of sizes) requests.push(await fill(contender, size, tell));
  const send = connect(contender.origin);
  const samples = [];
  for (const { name, title } of lists) {
    tell(title);
    const costs = [];
    for (const request of requests) costs.push(await costOf(contender, () => send(request[name])));
    const times = await timesOf(
      send,
      requests.map((request) => request[name]),
      rounds,
      asked,
    );
    samples.push({ name, title, sizes, costs, times });
  }
  return samples;
}

async function timesOf(send, requests, rounds, asked) {
  const times = requests.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, request] of requests.entries())
      times[index].push(await inTurn(send, request, Math.ceil(asked / rounds)));
  }
  return times;
}

/** What one such call costs, once everything is awake and nothing of before is left to be copied. */
async function costOf(contender, work) {
  await work();
  await quiet(contender);
  await work();
  return counts(contender);
}

const counts = async ({ origin }) => (await fetch(`${origin}/bench/counts`)).json();

/** Until nothing is copied any more. */
async function quiet(contender) {
  for (let still = 0; still < 2; ) {
    await new Promise((resolve) => setTimeout(resolve, 700));
    const { queries, objectWritten } = await counts(contender);
    still = queries + objectWritten === 0 ? still + 1 : 0;
  }
}
