// node load.mjs CONTENDER ORIGIN: the people of one contender. A process of its own, so that each contender's client
// is compiled for it alone.

import { eachAtOnce, takeOrders } from '../lib/orders.mjs';
import { quantile } from '../lib/statistics.mjs';
import { room } from './people.mjs';

const [contender, origin] = process.argv.slice(2);
const adapter = await import(`./adapters/${contender}.mjs`);
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
let rooms = [];
let written = 0;
let open = [];

const orders = {
  /** Makes rooms that later orders use. */
  async prepare({ count }) {
    rooms = await adapter.openRooms(origin, count);
  },

  /** Everyone writes as fast as `window` unanswered messages allow, for some time. */
  async write({ roomCount, readers, window, warmUp, duration }) {
    const sample = { counts: false, times: false, latencies: [], seen: 0 };
    const active = await eachAtOnce(rooms.slice(0, roomCount), (ways) =>
      room(adapter, ways, readers, sample),
    );
    for (const { start } of active) start(window);
    await sleep(warmUp);
    const [from, cpu] = [performance.now(), process.cpuUsage()];
    sample.counts = sample.times = true;
    await sleep(duration);
    sample.counts = false;
    const [time, used] = [performance.now() - from, process.cpuUsage(cpu)];
    // What is under way is timed to its end: a room that was kept waiting all the time shall show.
    const sent = await Promise.all(active.map(({ stop }) => stop()));
    written += sent.reduce((sum, count) => sum + count, 0);
    const { seen, latencies } = sample;
    latencies.sort((a, b) => a - b);
    return {
      rate: (seen / readers / time) * 1000,
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
      clientBusy: (used.user + used.system) / 1000 / time,
      written,
    };
  },

  /** Sockets that stay open and silent. */
  async idle({ roomCount, readers }) {
    open = await eachAtOnce(rooms.slice(0, roomCount), (ways) => room(adapter, ways, readers));
  },

  leave() {
    for (const { close } of open) close();
    open = [];
  },
};

takeOrders(orders);
