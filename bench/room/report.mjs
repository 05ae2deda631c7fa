// Figures for people: a table on the terminal, a page and the data in bench/results.

import { shownTables, writeResults } from '../lib/results.mjs';
import { time, times, whole } from '../lib/tables.mjs';

export const titles = { ours: 'ChatDesk', bare: 'bare room', socketio: 'Socket.IO' };
const names = Object.keys(titles);
const others = names.slice(1);

const kilobytes = (bytes) => (bytes / 1024).toFixed(1);
const sceneName = ({ roomCount, window, readers }) =>
  `${roomCount} room${roomCount > 1 ? 's' : ''} × ${readers + 1} sockets, window ${window}`;

/** The figures as rows of texts, the first row the heads. */
function rows({ scenes }) {
  const head = [
    '',
    ...names.flatMap((name) => [`${titles[name]} msg/s`, 'p50 ms', 'p99 ms']),
    ...others.map((name) => `rate ÷ ${titles[name]}`),
  ];
  const body = scenes.map(({ contenders, ratios, ...scene }) => [
    sceneName(scene),
    ...names.flatMap((name) => {
      const { rate, p50, p99 } = contenders[name];
      return [whole(rate), time(p50), time(p99)];
    }),
    ...others.map((name) => times(ratios[name].rate)),
  ]);
  return [head, ...body];
}

/** What the servers do, and what they leave to do later. */
const costRows = ({ scenes }) => [
  ['processor time a message, µs', ...names.map((name) => titles[name]), 'load busy', 'D1 has all after, ms'],
  ...scenes.map(({ contenders, ...scene }) => [
    sceneName(scene),
    ...names.map((name) => whole(contenders[name].cost)),
    `${whole(Math.max(...names.map((name) => contenders[name].clientBusy)) * 100)} %`,
    whole(contenders.ours.lag),
  ]),
];

const idleRows = ({ idle }) => [
  ['idle sockets', 'rooms', 'sockets', 'before, MB', 'after, MB', 'KiB a socket'],
  ...names.map((name) => {
    const { roomCount, sockets, before, after, perSocket } = idle[name];
    return [
      titles[name],
      whole(roomCount),
      whole(sockets),
      whole(before / 1e6),
      whole(after / 1e6),
      kilobytes(perSocket),
    ];
  }),
];

const goalRows = ({ scenes }) => [
  ['goal', '', 'is', ''],
  ...scenes.flatMap(({ goals = [], ...scene }) =>
    goals.map(({ what, is, met }) => [sceneName(scene), what, times(is), met ? 'met' : 'MISSED']),
  ),
];

const tables = { rows, goalRows, costRows, idleRows };

export const table = (summary) => shownTables(tables, summary);

export function write(summary) {
  const measured = `${summary.rounds} rounds of ${summary.seconds} s for each scene and contender`;
  return writeResults('room', { tables, summary, measured });
}
