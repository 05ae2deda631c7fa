// Every code that a problem can have, read out of the sources: where one is made, its status and its words stand too.

import { readFileSync } from 'node:fs';
import { at } from '../../scripts/lib/paths.mjs';
import { filesIn } from '../../scripts/lib/stamps.mjs';
import { argumentsAt, stringIn } from './rust.mjs';

/** Here they are defined. */
const definitions = 'src/protocol/problem.rs';

/** What makes a problem: where its code and its words are among the arguments, and its status. */
const makers = [
  { call: /\bProblem::new\(/g, code: 1, detail: 2, status: ([status]) => Number(status) },
  { call: /\bSelf::new\(/g, code: 1, detail: 2, status: ([status]) => Number(status), onlyIn: definitions },
  { call: /\bProblem::unauthorized\(/g, code: 0, detail: 1, status: () => 401 },
  { call: /\bProblem::forbidden\(/g, code: 0, detail: 1, status: () => 403 },
  { call: /\bProblem::field\(/g, code: 1, detail: 2, status: () => 422, ofField: true },
  { call: /\.wrong\(/g, code: 1, detail: 2, status: () => 422, ofField: true },
];

/**
 * `problems` and `fields`: `{code, statuses, details}`, of the whole and of one field. `unread`: places whose code could
 * not be read.
 */
export function collectProblems() {
  const sources = filesIn('src').filter(isSource).map(readSource);
  const constants = new Map(sources.flatMap(({ text }) => constantsIn(text)));
  const found = sources.flatMap((source) =>
    [...makers, ...helpersIn(source)].flatMap((maker) =>
      usesIn(source, maker).map((use) => readUse(use, source, maker, constants)),
    ),
  );
  const read = found.filter(({ code }) => code);
  return {
    problems: merged(read.filter(({ ofField }) => !ofField)),
    fields: merged(read.filter(({ ofField }) => ofField)),
    unread: found.filter(({ code, isPassedOn }) => !code && !isPassedOn).map(({ where }) => where),
  };
}

/** All codes there are. */
export function problemCodes() {
  const { problems, fields } = collectProblems();
  return [...new Set([...problems, ...fields].map(({ code }) => code))];
}

const isSource = (file) => file.endsWith('.rs') && !/openapi|tests?\.rs$|\/tests\//.test(file);

/** A source without its tests, which are at the end. */
const readSource = (file) => ({
  file,
  text: readFileSync(at(file), 'utf8').split(/^#\[cfg\(test\)\]\nmod tests \{/m)[0],
});

function constantsIn(text) {
  const strings = text.matchAll(/const (\w+): &str = ("(?:[^"\\]|\\.)*");/g);
  const numbers = text.matchAll(/const (\w+): \w+ = ([\d_]+);/g);
  return [...strings, ...numbers].map(([, name, value]) => [name, value]);
}

/**
 * Functions of a file that are handed a code make problems too: as those do which they hand it on to. What a socket is
 * told in a frame is no problem of a call.
 */
function helpersIn({ file, text }) {
  if (file === definitions) return [];
  const found = [...text.matchAll(/\bfn (\w+)(?:<[^>]*>)?\(([^)]*\bcode: &[^)]*)\)/g)];
  return found.map((each) => helperOf(each, text)).filter(Boolean);
}

function helperOf({ index, 1: name, 2: list }, text) {
  const body = text.slice(index, text.indexOf('\n}', index));
  if (body.includes('Refused')) return undefined;
  const all = list.split(',').map((parameter) => parameter.trim().split(':')[0]);
  const params = all.filter((parameter) => parameter && !/self$/.test(parameter));
  const maker = makers.find(({ call, ofField }) => !ofField && body.search(call) >= 0);
  return {
    call: new RegExp(`(?<!fn |[.\\w])${name}\\(`, 'g'),
    code: params.indexOf('code'),
    detail: params.indexOf('detail'),
    status: maker?.status ?? (() => 422),
    ofField: !maker,
  };
}

function usesIn({ file, text }, { call, onlyIn = file }) {
  const calls = onlyIn === file ? [...text.matchAll(call)] : [];
  return calls.map(({ index, 0: { length } }) => ({ index, args: argumentsAt(text, index + length) }));
}

function readUse({ index, args }, { file, text }, maker, constants) {
  const known = (name) => constants.get(name) ?? localBefore(text, index, name);
  const line = text.slice(0, index).split('\n').length;
  return {
    where: `${file}:${line}`,
    code: stringIn(args[maker.code], known),
    // What hands it on was handed it where it is read.
    isPassedOn: args[maker.code] === 'code' && localBefore(text, index, 'code') === undefined,
    detail: stringIn(args[maker.detail], known)?.replace('….', '…'),
    status: changedStatus(text, index) ?? maker.status(args),
    ofField: Boolean(maker.ofField),
  };
}

/** `let detail = …;` just above, unless the name was given to something else since. */
function localBefore(text, index, name) {
  const above = text.slice(Math.max(0, index - 600), index);
  const bound = new RegExp(`let ${name} = ([^;]+);|[(|]${name}[)|:]`, 'g');
  return [...above.matchAll(bound)].at(-1)?.[1];
}

/** `problem.status = 409` on the next line. */
function changedStatus(text, index) {
  const [, next] = text.slice(index).split('\n');
  const status = next?.match(/\.status = (\d+);/)?.[1];
  return status && Number(status);
}

function merged(uses) {
  const byCode = new Map();
  for (const { code, status, detail } of uses) {
    const entry = byCode.get(code) ?? { code, statuses: new Set(), details: new Set() };
    entry.statuses.add(status);
    if (detail) entry.details.add(detail);
    byCode.set(code, entry);
  }
  const plain = [...byCode.values()].map(({ code, statuses, details }) => ({
    code,
    statuses: [...statuses].sort(),
    details: [...details],
  }));
  return plain.sort((a, b) => a.statuses[0] - b.statuses[0] || a.code.localeCompare(b.code));
}
