// Figures for people.

import { loadavg } from 'node:os';
import { shownTables, writeResults } from '../lib/results.mjs';
import { whole } from '../lib/tables.mjs';
import { figures, openings, others } from './plan.mjs';

const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
const verdict = (isMet) => (isMet ? 'met' : 'MISSED');

/** As each figure is said. */
function said(name, value) {
  if (name === 'shift') return value.toFixed(3);
  if (name === 'score') return value.toFixed(1);
  return name === 'bytes' ? kilobytes(value) : whole(value);
}

const signed = (name, value) => `${value > 0 ? '+' : ''}${said(name, value)}`.replace(/^-([0.]+)$/, '$1');

const pageRows = ({ page, ranges, added }) => [
  ['the shop’s page', 'without', 'with', 'added', 'without, from to', 'with, from to'],
  ...figures.map(({ name, title }) => [
    title,
    said(name, page.without[name]),
    said(name, page.with[name]),
    signed(name, added[name]),
    ...['without', 'with'].map((which) => ranges[which][name].map((value) => said(name, value)).join(' to ')),
  ]),
];

const goalRows = ({ goals }) => [
  ['goal', 'is', ''],
  ...goals.map(({ what, is, met }) => [what, is.toFixed(Number.isInteger(is) ? 0 : 1), verdict(met)]),
];

const steps = [
  ['seen', 'the page, before anybody shows interest'],
  ['hovered', 'the pointer comes near the bubble'],
  ['opened', 'the chat is opened'],
  ['sent', 'the first message is written and sent'],
];

function stepRows({ weights }) {
  const sums = weights.map(() => ({ bytes: 0, requests: 0 }));
  return [
    ['KB, in so many requests', ...weights.flatMap(({ language }) => [language, 'all so far'])],
    ...steps.map(([name, title]) => [
      title,
      ...weights.flatMap(({ [name]: { bytes, requests } }, index) => {
        sums[index].bytes += bytes;
        sums[index].requests += requests;
        return [inAll({ bytes, requests }), inAll(sums[index])];
      }),
    ]),
  ];
}

const inAll = ({ bytes, requests }) => `${kilobytes(bytes)} in ${requests}`;

const openingRows = ({ opening }) => [
  ['from the click to a composer with the focus', 'ms'],
  ...openings.map(({ name, title }) => [title, whole(opening[name])]),
];

function otherRows({ weights: [{ seen, hovered, opened }] }) {
  const before = kilobytes(seen.bytes);
  const open = kilobytes(seen.bytes + hovered.bytes + opened.bytes);
  return [
    ['KB', 'script', 'loaded before the chat is opened', 'with the chat open', ''],
    ['ChatDesk', kilobytes(seen.sent[0].bytes), before, open, 'measured here'],
    ...others.map(({ name, script, before }) => [
      name,
      script ? `${script}` : '',
      `${before}`,
      '',
      'as published',
    ]),
  ];
}

const tables = { pageRows, goalRows, stepRows, openingRows, otherRows };

export const table = (summary) => shownTables(tables, summary);

export function write(summary) {
  const { rounds, opened } = summary;
  const load = Math.round(loadavg()[0]);
  const measured = `${rounds} rounds of the page without and with the widget, ${opened} of opening the chat, under a load average of ${load}`;
  return writeResults('widget', { tables, summary, measured });
}
