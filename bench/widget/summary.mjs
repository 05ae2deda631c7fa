// From single samples to medians, and whether they are what was wanted.

import { median } from '../lib/statistics.mjs';
import { figures, goals } from './plan.mjs';

export function summarize(plan, { audits, weights, openings }) {
  const page = Object.fromEntries(['without', 'with'].map((name) => [name, medians(audits, name)]));
  const added = Object.fromEntries(figures.map(({ name }) => [name, page.with[name] - page.without[name]]));
  const opening = Object.fromEntries(
    Object.keys(openings[0]).map((name) => [name, median(openings.map((times) => times[name]))]),
  );
  const ranges = Object.fromEntries(['without', 'with'].map((name) => [name, rangesOf(audits, name)]));
  return { ...plan, page, ranges, added, weights, opening, goals: judge(added, ranges, opening) };
}

const valuesOf = (audits, page, figure) =>
  audits.filter((audit) => audit.page === page).map((audit) => audit[figure]);

const medians = (audits, page) =>
  Object.fromEntries(figures.map(({ name }) => [name, median(valuesOf(audits, page, name))]));

const rangesOf = (audits, page) =>
  Object.fromEntries(
    figures.map(({ name }) => {
      const values = valuesOf(audits, page, name);
      return [name, [Math.min(...values), Math.max(...values)]];
    }),
  );

/** What disturbs a measurement only ever adds to it: the least of each has the least of that. */
const least = (ranges, figure) => ranges.with[figure][0] - ranges.without[figure][0];

function judge(added, ranges, opening) {
  const goal = (what, is, met) => ({ what, is, met });
  return [
    goal(
      'performance score equal, to less than half a point of 100',
      added.score,
      Math.abs(added.score) < goals.score,
    ),
    goal(
      'layout shift added: none, in any round',
      ranges.with.shift[1],
      ranges.with.shift[1] <= ranges.without.shift[1],
    ),
    goal(
      `blocking time added ≤ ${goals.blocking} ms, by the clock`,
      added.blocking,
      added.blocking <= goals.blocking,
    ),
    goal(
      `blocking time added ≤ ${goals.blocking} ms, of the processor (least of the rounds)`,
      least(ranges, 'tooLong'),
      least(ranges, 'tooLong') <= goals.blocking,
    ),
    goal(`from click to composer < ${goals.opening} ms`, opening.click, opening.click < goals.opening),
  ];
}
