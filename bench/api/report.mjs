// Figures for people.

import { shownTables, writeResults } from '../lib/results.mjs';
import { time, times, whole } from '../lib/tables.mjs';
import { goals } from './plan.mjs';

const verdict = (isMet) => (isMet ? 'met' : 'MISSED');

const pair = ({ p50, p95 }) => `${time(p50)} / ${time(p95)}`;

const callRows = ({ calls }) => [
  [
    'p50 / p95, ms',
    'ChatDesk',
    'one person alone',
    'bare answer',
    'and the least',
    'p50 ÷ that',
    'p95 ÷ that',
    'p95 ÷ bare answer',
    `p95 < ${goals.p95} ms: all`,
    'alone',
  ],
  ...calls.map(({ title, like, ours, alone, fixed, row, ratios, met }) => [
    title,
    pair(ours),
    pair(alone),
    pair(fixed),
    `${like} ${pair(row)}`,
    times(ratios.p50),
    times(ratios.p95),
    times(ratios.fixed),
    verdict(met.crowd),
    verdict(met.alone),
  ]),
];

const costRows = ({ calls }) => [
  [
    'what a call asks for',
    'calls/s',
    'bytes',
    'queries of D1',
    'rows read',
    'rows written',
    'in objects',
    'written',
  ],
  ...calls.map(({ title, ours, cost }) => [
    title,
    whole(ours.rate),
    whole(ours.bytes),
    ...['queries', 'read', 'written', 'objectRead', 'objectWritten'].map((what) => whole(cost[what])),
  ]),
];

const listRows = ({ lists, sizes }) => {
  const heads = sizes.flatMap((size) => [`${whole(size)}: queries`, 'rows of D1', 'in objects', 'p50 ms']);
  return [
    ['of so many', ...heads, 'long ÷ short', 'same rows', `time ≤ ${goals.longer}×`],
    ...lists.map(({ title, costs, short, long, longer, met }) => [
      title,
      ...costs.flatMap(({ queries, read, objectRead }, index) => [
        whole(queries),
        whole(read),
        whole(objectRead),
        time(index === 0 ? short : long),
      ]),
      times(longer),
      verdict(met.rows),
      verdict(met.time),
    ]),
  ];
};

const tables = { callRows, costRows, listRows };

export const table = (summary) => shownTables(tables, summary);

export function write(summary) {
  const { rounds, seconds, people } = summary;
  const measured = `${rounds} rounds of ${seconds} s for each call, ${people} people at a time`;
  return writeResults('api', { tables, summary, measured });
}
