// Figures for people: a table on the terminal, a page and the data in bench/results.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { at } from '../../scripts/lib/paths.mjs';

export const titles = { ours: 'ChatDesk', bare: 'bare room', socketio: 'Socket.IO' };
const names = Object.keys(titles);
const others = names.slice(1);

const whole = (value) => Math.round(value).toLocaleString('en');
const time = (value) => (value < 10 ? value.toFixed(2) : whole(value));
const times = (value) => `${value.toFixed(2)}×`;
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

export const table = (summary) =>
  Object.values(tables)
    .map((rowsOf) => plain(rowsOf(summary)))
    .join('\n\n');

function plain(lines) {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const pad = (text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]));
  return lines.map((line) => line.map(pad).join('  ')).join('\n');
}

function markdown([head, ...body]) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...body.map(line)].join('\n');
}

/** Writes the page and the data; says where. */
export function writeResults(summary) {
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GiB`;
  const files = [at('bench/results/room.md'), at('bench/results/room.json')];
  mkdirSync(at('bench/results'), { recursive: true });
  writeFileSync(files[0], page(summary, machine));
  writeFileSync(files[1], `${JSON.stringify({ machine, ...summary }, rounded, 2)}\n`);
  return files;
}

const rounded = (_, value) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value);

/** about.md with the figures in their places. */
function page(summary, machine) {
  const measured = `\`npm run bench -- room\` measured this on a machine with ${machine}, which the load shares: ${summary.rounds} rounds of ${summary.seconds} s for each scene and contender.`;
  const about = readFileSync(at('bench/room/about.md'), 'utf8');
  return about.replace(/{{(\w+)}}/g, (_, name) =>
    name === 'machine' ? measured : markdown(tables[name](summary)),
  );
}
