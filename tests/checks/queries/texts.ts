// Which texts an expression can become: literals, constants, `format!`, `match`, what is appended, what callers give.

import { assumed } from './allowed.ts';
import type { Procedure, Range, Source, Token } from './rust.ts';

/** More ways than this to put one statement together are too many to look at. */
const MOST = 200;
const DEEPEST = 60;

/** Why an expression's texts are not known. */
export class Unknown extends Error {}

export class Texts {
  /** The literals that were part of something. */
  readonly used = new Set<Token>();
  private readonly sources: Source[];
  private depth = 0;

  constructor(sources: Source[]) {
    this.sources = sources;
  }

  /** `pick`: of tuples, this part. */
  of(source: Source, [from, to]: Range, pick?: number): string[] {
    if (this.depth === DEEPEST) throw new Unknown('it goes round in circles');
    this.depth += 1;
    try {
      const texts = this.read(source, bare(source, [from, to]), pick);
      if (texts.length > MOST) throw new Unknown(`there are ${texts.length} ways to put it together`);
      return [...new Set(texts)];
    } finally {
      this.depth -= 1;
    }
  }

  private read(source: Source, [from, to]: Range, pick: number | undefined): string[] {
    const token = source.tokens[from];
    const [last, open] = [to - 1, [...source.closing].find(([, end]) => end === to - 1)?.[0] ?? -1];
    if (to - from === 1 && token?.kind === 'text') return this.literal(token);
    if (open === from && source.is(from, '(') && pick !== undefined)
      return this.of(source, source.list(open)[pick] ?? [from, from]);
    if (open === from && source.is(from, '['))
      return source.list(open).flatMap((part) => this.of(source, part));
    if (open === from && source.is(from, '{')) return this.of(source, tail(source, [from + 1, last]), pick);
    if (source.is(from, 'match')) return arms(source, open).flatMap((arm) => this.of(source, arm, pick));
    if (source.is(from, 'if'))
      return branches(source, [from, to]).flatMap((part) => this.of(source, part, pick));
    if (source.is(from + 1, '!', '(') && open === from + 2) return this.formatted(source, from, open);
    if (source.is(open, '(')) return this.called(source, from, open, pick);
    return this.named(source, [from, to], pick);
  }

  private literal(token: Token): string[] {
    this.used.add(token);
    return [token.value];
  }

  private formatted(source: Source, name: number, open: number): string[] {
    const [first, ...rest] = source.list(open);
    if (source.is(name, 'concat')) return product(source.list(open).map((part) => this.of(source, part)));
    if (!source.is(name, 'format') || !first) throw new Unknown(`${source.value(name)}! is not understood`);
    const given = rest.map(([from, to]) => ({
      name: source.is(from + 1, '=') ? source.value(from) : '',
      range: (source.is(from + 1, '=') ? [from + 2, to] : [from, to]) as Range,
    }));
    const hole = (what: string, nth: number): string[] => {
      const argument = given.find(({ name }) => name === what) ?? given[what === '' ? nth : Number(what)];
      return argument ? this.of(source, argument.range) : this.byName(source, what, open);
    };
    return this.of(source, first).flatMap((pattern) => product(pieces(pattern, hole)));
  }

  /** `text.to_owned()`, `String::from(text)`, or a function that gives a text. */
  private called(source: Source, from: number, open: number, pick: number | undefined): string[] {
    const name = source.value(open - 1);
    const isMethod = source.is(open - 2, '.');
    if (isMethod && ['as_str', 'into', 'to_owned', 'to_string', 'clone', 'as_ref'].includes(name))
      return this.of(source, [from, open - 2], pick);
    const [only, ...more] = source.list(open);
    if (name === 'from' && only && more.length === 0) return this.of(source, only);
    const [home, called] = this.functionNamed(source, name) ?? [];
    if (!home || !called) throw new Unknown(`what \`${name}\` gives is not known`);
    return this.of(home, tail(home, called.body), pick);
  }

  private named(source: Source, [from, to]: Range, pick: number | undefined): string[] {
    const name = source.value(to - 1);
    const isPath = to - from > 1 && source.is(to - 2, ':');
    if (to - from > 1 && !isPath) throw new Unknown('it is put together in a way that is not understood');
    const module = isPath ? source.value(to - 4) : undefined;
    const home = this.sources.find((one) => moduleName(one) === module && one.constants.has(name));
    return home ? this.constant(home, name) : this.byName(source, name, from, pick);
  }

  private byName(source: Source, name: string, use: number, pick?: number): string[] {
    return /^[A-Z]/.test(name) ? this.constant(source, name) : this.variable(source, name, use, pick);
  }

  private constant(source: Source, name: string): string[] {
    const home = [source, ...this.sources].find(({ constants }) => constants.has(name));
    if (!home) throw new Unknown(`the constant ${name} is not found`);
    return this.of(home, home.constants.get(name) as Range);
  }

  private variable(source: Source, name: string, use: number, pick?: number): string[] {
    for (const around of source.allAround(use)) {
      const known = assumed[`${where(source)} ${around.name}`]?.[name];
      if (known) return known;
      const bound = binding(source, name, [around.body[0], use]);
      if (bound)
        return this.appended(source, name, this.of(source, bound.range, bound.part ?? pick), bound, use);
      const nth = around.parameters.indexOf(name);
      if (nth >= 0) return this.given(source, around, nth);
    }
    throw new Unknown(`where \`${name}\` comes from is not found`);
  }

  /** What `push_str` and `+=` add: always, or, deeper in brackets, perhaps. */
  private appended(source: Source, name: string, start: string[], { range }: Bound, use: number): string[] {
    let texts = start;
    for (let at = range[1]; at < use; at += 1) {
      if (!source.is(at, name)) continue;
      const added = addition(source, at);
      if (!added) continue;
      const isSure = source.isBeside(range[1], at);
      const longer = this.of(source, added).flatMap((more) => texts.map((text) => text + more));
      texts = isSure ? longer : [...texts, ...longer];
    }
    return texts;
  }

  /** What all callers give as the nth parameter. */
  private given(source: Source, { name, parameters }: Procedure, nth: number): string[] {
    const isMethod = parameters[0] === 'self';
    const calls = this.sources.flatMap((other) =>
      callsOf(other, name)
        .filter((at) => other === source || other.value(at - 3) === moduleName(source))
        .map((at) => [other, other.list(at + 1)[isMethod && other.is(at - 1, '.') ? nth - 1 : nth]] as const),
    );
    const parts = calls.filter((call): call is readonly [Source, Range] => call[1] !== undefined);
    if (parts.length === 0) throw new Unknown(`nobody is found who calls \`${name}\``);
    return parts.flatMap(([other, range]) => this.of(other, range));
  }

  private functionNamed(source: Source, name: string): [Source, Procedure] | undefined {
    for (const home of [source, ...this.sources]) {
      const found = home.functions.find((candidate) => candidate.name === name);
      if (found) return [home, found];
    }
    return undefined;
  }
}

interface Bound {
  range: Range;
  part?: number;
}

export const where = ({ file }: Source) => file.replace(/^.*\bsrc\//, '').replace(/\.rs$/, '');

const moduleName = (source: Source) =>
  where(source)
    .replace(/\/mod$/, '')
    .split('/')
    .at(-1);

export const callsOf = (source: Source, name: string): number[] =>
  [...source.tokens.keys()].filter((at) => source.is(at, name, '(') && !source.is(at - 1, 'fn'));

/** Without borrows and brackets around it. */
function bare(source: Source, [from, to]: Range): Range {
  if (source.is(from, '&') || source.is(from, '*') || source.is(from, 'mut'))
    return bare(source, [from + 1, to]);
  const isWrapped = source.is(from, '(') && source.closing.get(from) === to - 1;
  return isWrapped && source.list(from).length === 1 ? bare(source, [from + 1, to - 1]) : [from, to];
}

/** What a block ends with. */
function tail(source: Source, [from, to]: Range): Range {
  const semicolon = source.next(from, to, ';');
  return semicolon < to ? tail(source, [semicolon + 1, to]) : [from, to];
}

function arms(source: Source, open: number): Range[] {
  const end = source.closing.get(open) ?? open;
  const found: Range[] = [];
  for (let at = open + 1; at < end; ) {
    const arrow = arrowFrom(source, at, end);
    if (arrow >= end) break;
    const from = arrow + 2;
    const to = source.is(from, '{') ? (source.closing.get(from) ?? from) + 1 : source.next(from, end, ',');
    found.push([from, to]);
    at = source.is(to, ',') ? to + 1 : to;
  }
  return found;
}

function arrowFrom(source: Source, from: number, end: number): number {
  const equals = source.next(from, end, '=');
  return equals >= end || source.is(equals + 1, '>') ? equals : arrowFrom(source, equals + 1, end);
}

function branches(source: Source, [from, to]: Range): Range[] {
  const open = source.next(from, to, '{');
  const end = (source.closing.get(open) ?? to) + 1;
  const block: Range = [open, end];
  if (!source.is(end, 'else')) return [block];
  return [block, ...(source.is(end + 1, 'if') ? branches(source, [end + 1, to]) : [[end + 1, to] as Range])];
}

/** The last `let` or `for` of this name before its use. */
function binding(source: Source, name: string, [from, to]: Range): Bound | undefined {
  for (let at = to - 1; at >= from; at -= 1) {
    const isLet = source.is(at, 'let');
    if (!isLet && !source.is(at, 'for')) continue;
    const start = source.is(at + 1, 'mut') ? at + 2 : at + 1;
    const part = source.is(start, '(') ? partNamed(source, start, name) : undefined;
    if (!source.is(start, name) && part === undefined) continue;
    const end = source.next(at, source.tokens.length, isLet ? ';' : '{');
    // In its own making it means an earlier one.
    if (end > to) continue;
    const equals = source.next(at, end, isLet ? '=' : 'in');
    return { range: [equals + 1, end], ...(part !== undefined && { part }) };
  }
  return undefined;
}

function partNamed(source: Source, open: number, name: string): number | undefined {
  const nth = source.list(open).findIndex(([, to]) => source.is(to - 1, name));
  return nth < 0 ? undefined : nth;
}

function addition(source: Source, at: number): Range | undefined {
  if (source.is(at + 1, '.', 'push_str', '(')) return source.list(at + 3)[0];
  if (!source.is(at + 1, '+', '=')) return undefined;
  return [at + 3, source.next(at + 3, source.tokens.length, ';')];
}

/** A pattern's texts and what stands in its holes. */
function pieces(pattern: string, hole: (what: string, nth: number) => string[]): string[][] {
  let nth = 0;
  return pattern.split(/(\{\{|\}\}|\{[^{}]*\})/).map((piece) => {
    if (piece === '{{' || piece === '}}') return [piece.slice(1)];
    const inside = /^\{([^:]*).*\}$/.exec(piece);
    if (!inside) return [piece];
    const what = (inside[1] ?? '').trim();
    return hole(what, what === '' ? nth++ : -1);
  });
}

const product = (choices: string[][]): string[] =>
  choices.reduce((texts, choice) => choice.flatMap((part) => texts.map((text) => text + part)), ['']);
