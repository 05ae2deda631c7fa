// From single samples to medians and ratios.

import { median } from '../lib/statistics.mjs';
import { calls, goals } from './plan.mjs';

/** One row a call: ours, for all at once and for one, the bare answer, and the bare answer with the least such a call does. */
export function summarizeCalls(samples, costs) {
  return calls.map(({ name, title, like }) => {
    const of = (contender) =>
      medians(samples.filter((one) => one.name === name && one.contender === contender));
    const [ours, alone, fixed, row] = [of('ours'), of('alone'), of('fixed'), of(like)];
    const ratios = { fixed: ours.p95 / fixed.p95, p50: ours.p50 / row.p50, p95: ours.p95 / row.p95 };
    const met = { crowd: ours.p95 < goals.p95, alone: alone.p95 < goals.p95 };
    return { name, title, like, ours, alone, fixed, row, ratios, cost: costs[name], met };
  });
}

function medians(samples) {
  const figures = ['rate', 'p50', 'p95', 'bytes', 'clientBusy'];
  return Object.fromEntries(
    figures.map((figure) => [figure, median(samples.map((sample) => sample[figure]))]),
  );
}

/** One row a list: what it costs when it is short and when it is long. */
export function summarizeLists(samples) {
  return samples.map(({ name, title, sizes, costs, times }) => {
    const [short, long] = times.map(median);
    const [few, many] = costs.map(({ read, objectRead }) => read + objectRead);
    const longer = long / short;
    const met = { rows: many <= Math.max(few, 1) * goals.rows, time: longer <= goals.longer };
    return { name, title, sizes, costs, short, long, longer, met };
  });
}
