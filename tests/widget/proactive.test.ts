import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Facts, isDue, isHere } from '../../widget/loader/proactive/rules.ts';
import type { ProactiveRule } from '../../widget/protocol/generated.ts';
import { rule } from '../support/rule.ts';

const facts = (more: Partial<Facts> = {}): Facts => ({
  url: 'https://shop.example/shop/lamps?colour=red#top',
  online: true,
  seconds: 0,
  scroll: 0,
  leaving: false,
  returning: false,
  pages: 1,
  ...more,
});

const here = (pattern: string, url = facts().url) => isHere(rule({ urls: [pattern] }), url);

test('W15: a pattern is for the path and what follows it, or for the whole address', () => {
  for (const pattern of [
    '/shop/lamps',
    '/shop/*',
    '*lamps*',
    '*lamps',
    '/*/lamps',
    '*colour=red*',
    'https://shop.example/*',
  ])
    assert.ok(here(pattern), pattern);
  for (const pattern of [
    '/shop',
    '/shop/',
    'lamps',
    '/x*',
    '*lamp',
    '/shop/*/red',
    'https://other.example/*',
  ])
    assert.ok(!here(pattern), pattern);
  assert.ok(here('/', 'https://shop.example/?from=mail') && here('/#/cart', 'https://shop.example/#/cart'));
  assert.ok(!here('*a*a', 'https://shop.example/a'), 'no piece counts twice');
  assert.ok(isHere(rule({ urls: ['/x', '/shop/*'] }), facts().url), 'one of several');
});

test('W15: a hostile pattern takes no time', () => {
  const since = performance.now();
  here(`/${'*a'.repeat(90)}b`, `https://shop.example/${'a'.repeat(50_000)}`);
  assert.ok(performance.now() - since < 200);
});

test('W15: every condition of a rule has to be met', () => {
  const cases: [Partial<ProactiveRule>, Partial<Facts>, Partial<Facts>][] = [
    [{ seconds: 5 }, { seconds: 5 }, { seconds: 4 }],
    [{ scroll: 50 }, { scroll: 50 }, { scroll: 49 }],
    [{ leaving: true }, { leaving: true }, {}],
    [{ returning: true }, { returning: true }, {}],
    [{ returning: false }, {}, { returning: true }],
    [{ pages: 3 }, { pages: 3 }, { pages: 2 }],
    [{ online: true }, {}, { online: false }],
    [{ online: false }, { online: false }, {}],
  ];
  for (const [conditions, met, missed] of cases) {
    assert.ok(isDue(rule(conditions), facts(met)), JSON.stringify(conditions));
    assert.ok(!isDue(rule(conditions), facts(missed)), JSON.stringify(conditions));
  }
  const all = rule(Object.assign({}, ...cases.slice(0, 4).map(([conditions]) => conditions)));
  assert.ok(isDue(all, facts({ seconds: 9, scroll: 90, leaving: true, returning: true })));
  assert.ok(!isDue(all, facts({ seconds: 9, scroll: 90, leaving: true })));
});
