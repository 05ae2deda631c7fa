// Figures for people.

import { shownTables, writeResults } from '../lib/results.mjs';
import { median } from '../lib/statistics.mjs';
import { time, times, whole } from '../lib/tables.mjs';

/** One row for each number of agents: medians of the rounds, and how much the first row's work grows with them. */
export function summarize(samples, { crowds, rounds, rooms, changes }) {
  const figures = ['first', 'last', 'worst', 'bytes', 'work', 'burst'];
  const rows = crowds.map((crowd) => {
    const own = samples.filter((sample) => sample.crowd === crowd);
    return {
      crowd,
      ...Object.fromEntries(figures.map((name) => [name, median(own.map((one) => one[name]))])),
    };
  });
  return { rounds, rooms, changes, rows: rows.map((row) => ({ ...row, grows: row.work / rows[0].work })) };
}

const rows = ({ rooms, rows }) => [
  [
    'agents',
    'the first knows, ms',
    'all know, ms',
    'p95',
    'bytes to each',
    'work a message, ms',
    'work ÷ one agent',
    `${rooms} rooms at once: all know, ms`,
  ],
  ...rows.map(({ crowd, first, last, worst, bytes, work, grows, burst }) => [
    whole(crowd),
    time(first),
    time(last),
    time(worst),
    whole(bytes),
    time(work),
    times(grows),
    time(burst),
  ]),
];

const tables = { rows };

export const table = (summary) => shownTables(tables, summary);

export function write(summary) {
  const measured = `${summary.rounds} rounds of ${summary.changes} messages for each number of agents`;
  return writeResults('inbox', { tables, summary, measured });
}
