// From single samples to medians and ratios.

import { median } from '../lib/statistics.mjs';
import { goals } from './plan.mjs';

const figures = ['rate', 'p50', 'p99', 'cost', 'clientBusy', 'lag'];

/** One row a scene, with each contender's medians and ours against theirs. */
export function summarize(plan, samples, idle) {
  const scenes = plan.writing.map(({ roomCount, window, readers }) => {
    const isHere = (item) => item.roomCount === roomCount && item.window === window;
    const here = samples.filter((sample) => isHere(sample) && sample.readers === readers);
    const contenders = medians(here);
    const goal = readers === 1 ? goals.find(isHere) : undefined;
    const scene = { roomCount, window, readers, contenders, ratios: ratios(contenders) };
    return { ...scene, ...(goal && { goals: judge(goal, scene.ratios) }) };
  });
  return { rounds: plan.rounds, seconds: plan.time.duration / 1000, scenes, idle };
}

function medians(samples) {
  const byName = Object.groupBy(samples, ({ name }) => name);
  return Object.fromEntries(
    Object.entries(byName).map(([name, list]) => [
      name,
      Object.fromEntries(figures.map((figure) => [figure, median(list.map((sample) => sample[figure]))])),
    ]),
  );
}

/** Ours through theirs: rates shall be high, times low. */
function ratios({ ours, ...others }) {
  return Object.fromEntries(
    Object.entries(others).map(([name, theirs]) => [
      name,
      Object.fromEntries(['rate', 'p50', 'p99'].map((figure) => [figure, ours[figure] / theirs[figure]])),
    ]),
  );
}

function judge({ rate = {}, time = {} }, ratios) {
  const rates = Object.entries(rate).map(([name, least]) => ({
    what: `rate at least ${least} × ${name}`,
    is: ratios[name].rate,
    met: ratios[name].rate >= least,
  }));
  const times = Object.entries(time).flatMap(([name, most]) =>
    ['p50', 'p99'].map((figure) => ({
      what: `${figure} at most ${most} × ${name}`,
      is: ratios[name][figure],
      met: ratios[name][figure] <= most,
    })),
  );
  return [...rates, ...times];
}
