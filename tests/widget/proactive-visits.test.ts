import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { openVisits } from '../../widget/loader/proactive/visits.ts';
import type { Once, ProactiveRule } from '../../widget/protocol/generated.ts';

const DAY = 86_400_000;
const EVENING = Date.UTC(2026, 5, 10, 20);

class Shelf {
  kept: { [name: string]: string } = {};
  getItem = (name: string) => this.kept[name] ?? null;
  setItem = (name: string, value: string) => {
    this.kept[name] = value;
  };
  removeItem = (name: string) => {
    delete this.kept[name];
  };
}

let local: Shelf;
let session: Shelf;
let now: number;

beforeEach(() => {
  [local, session, now] = [new Shelf(), new Shelf(), EVENING];
  Object.assign(globalThis, { window: { localStorage: local, sessionStorage: session } });
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'window');
});

const rule = (once: Once, more: Partial<ProactiveRule> = {}) =>
  ({ id: 'r', once, open: false, returning: null, pages: null, ...more }) as ProactiveRule;
const visits = (mayKeep = true) => openVisits('wk_1', mayKeep, () => now);
/** Is it said on a new page? */
function says(asked: ProactiveRule): boolean {
  const page = visits();
  page.seen([asked]);
  const may = page.mayFire(asked);
  if (may) page.fired(asked);
  assert.equal(page.mayFire(asked), false, 'never twice on a page');
  return may;
}

test('W15: a rule speaks once per page, visit, day, week, or ever', () => {
  const laterBy = (days: number, once: Once) => {
    now = EVENING + days * DAY;
    session = new Shelf();
    Object.assign(window, { sessionStorage: session });
    return says(rule(once));
  };
  for (const [once, minutes, visit, day, week, year] of [
    ['page', true, true, true, true, true],
    ['visit', false, true, true, true, true],
    ['day', false, false, true, true, true],
    ['week', false, false, false, true, true],
    ['ever', false, false, false, false, false],
  ] as [Once, ...boolean[]][]) {
    local.kept = {};
    session.kept = {};
    now = EVENING;
    assert.ok(says(rule(once)), once);
    now += 60_000;
    assert.equal(says(rule(once)), minutes, `${once}, a minute later`);
    for (const [days, expected] of [
      [0.1, visit],
      [1.2, day],
      [8.3, week],
      [400, year],
    ] as [number, boolean][])
      assert.equal(laterBy(days, once), expected, `${once}, ${days} days later`);
  }
});

test('W15: who comes back on another day returns, and the pages of a visit are counted', () => {
  const asked = [rule('page', { returning: true, pages: 2 })];
  assert.deepEqual(visits().seen(asked), { returning: false, pages: 1 });
  now += 60_000;
  assert.deepEqual(visits().seen(asked), { returning: false, pages: 2 });
  now += 2 * DAY;
  assert.deepEqual(visits().seen(asked), { returning: true, pages: 3 });
});

test('W19: nothing is kept that no rule asks for', () => {
  visits().seen([rule('visit')]);
  assert.deepEqual([local.kept, session.kept], [{}, {}]);
  visits().fired(rule('visit'));
  assert.deepEqual(Object.keys({ ...local.kept, ...session.kept }), ['chatdesk:visits:wk_1']);
});

test('W15: without consent nothing is kept, and no window opens by itself on every page', () => {
  const page = visits(false);
  assert.deepEqual(page.seen([rule('ever', { returning: true, pages: 1 })]), { returning: false, pages: 1 });
  assert.ok(page.mayFire(rule('ever')));
  page.fired(rule('ever'));
  assert.equal(page.mayFire(rule('ever')), false);
  assert.equal(page.mayFire(rule('visit', { id: 'o', open: true })), false);
  assert.deepEqual([local.kept, session.kept], [{}, {}]);
});

test('W15: a page without storage has this page’s memory', () => {
  Object.assign(globalThis, {
    window: {
      get localStorage(): Storage {
        throw new Error('denied');
      },
      get sessionStorage(): Storage {
        throw new Error('denied');
      },
    },
  });
  const page = visits();
  page.seen([rule('day')]);
  assert.ok(page.mayFire(rule('day')));
  page.fired(rule('day'));
  assert.equal(page.mayFire(rule('day')), false);
  page.forget();
});

test('W19: what was kept can be forgotten', () => {
  const page = visits();
  page.seen([rule('ever', { returning: true, pages: 1 })]);
  page.fired(rule('ever'));
  page.forget();
  assert.deepEqual([local.kept, session.kept], [{}, {}]);
});
