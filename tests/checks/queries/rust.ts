// As much of Rust as it takes to find texts and calls: tokens, brackets, functions, constants. Tests are left out.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Token {
  kind: 'text' | 'name' | 'sign';
  /** A text's value, without its quotes and escapes. */
  value: string;
  line: number;
}

/** From the first token to before the last. */
export type Range = readonly [from: number, to: number];

export interface Procedure {
  name: string;
  parameters: string[];
  body: Range;
}

export class Source {
  readonly file: string;
  readonly tokens: Token[];
  /** Where the bracket closes that opens here. */
  readonly closing: Map<number, number>;
  readonly functions: Procedure[];
  readonly constants: Map<string, Range>;

  constructor(file: string, tokens: Token[]) {
    this.file = file;
    this.tokens = tokens;
    this.closing = brackets(tokens);
    this.functions = [...functionsIn(this), ...closuresIn(this)].sort(
      (one, other) => one.body[0] - other.body[0],
    );
    this.constants = constantsIn(this);
  }

  is(at: number, ...values: string[]): boolean {
    return values.every((value, n) => this.tokens[at + n]?.kind !== 'text' && this.value(at + n) === value);
  }

  value(at: number): string {
    return this.tokens[at]?.value ?? '';
  }

  /** The innermost function around a token. */
  around(at: number): Procedure | undefined {
    return this.allAround(at)[0];
  }

  /** The innermost first. */
  allAround(at: number): Procedure[] {
    return this.functions.filter(({ body: [from, to] }) => from <= at && at < to).reverse();
  }

  /** The first token that is outside of all brackets, from `from` on, and is one of these. */
  next(from: number, to: number, ...values: string[]): number {
    for (let at = from; at < to; at = this.after(at))
      if (values.some((value) => this.is(at, value))) return at;
    return to;
  }

  /** Is a later token outside of all brackets that open on the way to it? */
  isBeside(from: number, later: number): boolean {
    let at = from;
    while (at < later) at = this.after(at);
    return at === later;
  }

  /** What commas separate between brackets. */
  list(open: number): Range[] {
    return this.split([open + 1, this.closing.get(open) ?? open]);
  }

  split([from, to]: Range): Range[] {
    if (from >= to) return [];
    const comma = this.next(from, to, ',');
    return [[from, comma], ...this.split([comma + 1, to])];
  }

  private after(at: number): number {
    return (this.closing.get(at) ?? at) + 1;
  }
}

/** Every source below a folder that is not only for tests. */
export function readSources(folder: string): Source[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.rs')).sort();
  const all = files.map((name) => {
    const file = path.join(folder, name);
    return { file, ...withoutTests(tokensOf(readFileSync(file, 'utf8'))) };
  });
  const isForTests = (file: string) =>
    all.some(({ file: parent, modules }) =>
      modules.some((name) => file.replace('.rs', '/').startsWith(`${path.dirname(parent)}/${name}/`)),
    );
  return all.filter(({ file }) => !isForTests(file)).map(({ file, tokens }) => new Source(file, tokens));
}

const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|b?r(#*)"[\s\S]*?"\1|[bc]?"(?:[^"\\]|\\[\s\S])*"|'(?:\\(?:u\{\w*\}|x\w\w|.)|[^'\\])'|'\w+|\w+|\S/gu;

export function tokensOf(code: string): Token[] {
  const tokens: Token[] = [];
  let [line, seen] = [1, 0];
  for (const match of code.matchAll(TOKEN)) {
    const text = match[0];
    line += count(code.slice(seen, match.index), '\n');
    seen = match.index;
    if (!/^\/[/*]/.test(text)) tokens.push({ ...read(text), line });
  }
  return tokens;
}

const count = (text: string, part: string) => text.split(part).length - 1;

function read(text: string): Omit<Token, 'line'> {
  const raw = /^b?r(#*)"([\s\S]*)"\1$/.exec(text);
  if (raw) return { kind: 'text', value: raw[2] ?? '' };
  const quoted = /^[bc]?"([\s\S]*)"$/.exec(text);
  if (quoted) return { kind: 'text', value: unescaped(quoted[1] ?? '') };
  return { kind: /^\w/.test(text) ? 'name' : 'sign', value: text };
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', 0: '\0' };

/** A backslash at a line's end takes the next line's indentation away. */
const unescaped = (text: string) =>
  text.replace(/\\(\n\s*|[\s\S])/g, (_, escaped: string) =>
    escaped.startsWith('\n') ? '' : (escapes[escaped] ?? escaped),
  );

const pairs: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

function brackets(tokens: Token[]): Map<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (const [at, { kind, value }] of tokens.entries()) {
    if (kind !== 'sign') continue;
    if (pairs[value]) open.push(at);
    else if (Object.values(pairs).includes(value)) closing.set(open.pop() ?? at, at);
  }
  return closing;
}

/** Takes out each item under `#[cfg(test)]`; says which modules in files of their own those were. */
function withoutTests(tokens: Token[]): { tokens: Token[]; modules: string[] } {
  const source = new Source('', tokens);
  const kept: Token[] = [];
  const modules: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!source.is(at, '#', '[', 'cfg', '(', 'test', ')', ']')) {
      kept.push(tokens[at] as Token);
      continue;
    }
    const end = source.next(at + 7, tokens.length, ';', '{', ',');
    if (source.is(end - 2, 'mod') && source.is(end, ';')) modules.push(source.value(end - 1));
    at = source.closing.get(end) ?? end;
  }
  return { tokens: kept, modules };
}

function functionsIn(source: Source): Procedure[] {
  const found: Procedure[] = [];
  for (const at of source.tokens.keys()) {
    if (!source.is(at, 'fn') || source.tokens[at + 1]?.kind !== 'name') continue;
    const open = source.next(at + 2, source.tokens.length, '(');
    const body = source.next(open, source.tokens.length, '{', ';');
    const end = source.closing.get(body);
    if (end === undefined) continue;
    const parameters = source.list(open).map((range) => parameterName(source, range));
    found.push({ name: source.value(at + 1), parameters, body: [body + 1, end] });
  }
  return found;
}

/** `let name = |a, b: &str| …;` */
function closuresIn(source: Source): Procedure[] {
  const found: Procedure[] = [];
  for (const at of source.tokens.keys()) {
    if (!source.is(at, 'let') || !source.is(at + 2, '=', '|')) continue;
    const close = source.next(at + 4, source.tokens.length, '|');
    const body: Range = [close + 1, source.next(close, source.tokens.length, ';')];
    const parameters = source.split([at + 4, close]).map((range) => parameterName(source, range));
    found.push({ name: source.value(at + 1), parameters, body });
  }
  return found;
}

function parameterName(source: Source, [from, to]: Range): string {
  const colon = source.next(from, to, ':');
  return source.value(colon - 1);
}

function constantsIn(source: Source): Map<string, Range> {
  const found = new Map<string, Range>();
  for (const at of source.tokens.keys()) {
    if (!source.is(at, 'const') && !source.is(at, 'static')) continue;
    const end = source.next(at, source.tokens.length, ';');
    const equals = source.next(at, end, '=');
    if (equals < end) found.set(source.value(at + 1), [equals + 1, end]);
  }
  return found;
}
