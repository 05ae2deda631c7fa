import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { between } from '../../dashboard/inbox/between.ts';
import { shiftOf } from '../../dashboard/inbox/shift.ts';
import { foldInbox, listed } from '../../dashboard/live/inbox.ts';
import { forgetList, keepList, keptList } from '../../dashboard/live/list-cache.ts';
import { everything } from '../../dashboard/live/views.ts';
import { match, ranked } from '../../dashboard/palette/fuzzy.ts';
import { snoozeTimes } from '../../dashboard/palette/snooze-times.ts';
import { keepSearch, recentSearches } from '../../dashboard/search/recent.ts';
import { conversation } from './make.ts';

describe('typed letters', () => {
  const find = (typed: string, ...names: string[]) => ranked(names, typed, (name) => name);

  test('match in their order, whatever their case and accents', () => {
    assert.deepEqual(find('jose', 'José Álvarez', 'Joe'), ['José Álvarez']);
    assert.equal(match('xyz', 'Assign to me'), null);
    assert.deepEqual(find('', 'b', 'a'), ['b', 'a'], 'nothing typed: as they are');
  });

  test('match best at the beginnings of words, and in a row', () => {
    assert.deepEqual(find('atm', 'Catamaran', 'Assign to me')[0], 'Assign to me');
    assert.deepEqual(find('close', 'Colour roses', 'Close')[0], 'Close');
    assert.deepEqual(find('snz', 'Snooze…', 'Set priority…'), ['Snooze…']);
  });
});

describe('snooze times', () => {
  const monday = new Date(2026, 2, 9, 15, 0).getTime();
  const named = (name: string, now = monday) => snoozeTimes(now).find((one) => one.name === name)?.at ?? '';

  test('are in the morning, by the clock of whoever snoozes', () => {
    assert.equal(named('Tomorrow morning'), new Date(2026, 2, 10, 9).toISOString());
    assert.equal(named('Next Monday'), new Date(2026, 2, 16, 9).toISOString(), 'not today');
  });

  test('are all to come', () => {
    for (const { name, at } of snoozeTimes(monday)) assert.ok(Date.parse(at) > monday, name);
  });

  test('can be typed', () => {
    const typed = (words: string) => snoozeTimes(monday, words)[0];
    assert.deepEqual(typed('3h'), { name: 'In 3 hours', at: new Date(monday + 3 * 3_600_000).toISOString() });
    assert.equal(typed('in 1 day')?.name, 'In 1 day');
    for (const nonsense of ['0h', '9999d', 'later', '3', '-3h'])
      assert.equal(typed(nonsense)?.name, 'In an hour', nonsense);
  });
});

describe('a list', () => {
  const rows = (letters: string) => [...letters].map((id) => ({ id }));

  test('selects from one to another, whichever comes first', () => {
    assert.deepEqual(between(rows('abcde'), 'b', 'd'), ['b', 'c', 'd']);
    assert.deepEqual(between(rows('abcde'), 'd', 'b'), ['b', 'c', 'd']);
    assert.deepEqual(between(rows('abcde'), 'gone', 'b'), ['b']);
  });

  test('knows by how much what one looks at has moved', () => {
    assert.equal(shiftOf(rows('abcdefgh'), rows('xyabcdefgh'), 3), 2, 'two came above');
    assert.equal(shiftOf(rows('abcdefgh'), rows('bcdefgh'), 3), -1, 'one left above');
    assert.equal(shiftOf(rows('abcdefgh'), rows('dabcefgh'), 3), 0, 'one of those in sight went up');
    assert.equal(shiftOf(rows('abc'), rows('xyz'), 0), 0, 'all others');
  });
});

/** What a browser keeps. */
function shelf() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe('what is kept in the browser', () => {
  test('begins the list of the same agent, until the server has been asked', () => {
    const store = shelf();
    const page = { items: [conversation('a'), conversation('b')], next_cursor: null };
    const change = { type: 'page', view: everything, page, first: true, askedAt: 0 } as const;
    const inbox = foldInbox(keptList(store, 'ada'), change);
    keepList(store, inbox, everything);
    const again = keptList(store, 'ada');
    assert.equal(listed(again, everything).length, 2);
    const fresh = { ...change, page: { items: [conversation('b')], next_cursor: null } };
    assert.deepEqual(
      listed(foldInbox(again, fresh), everything).map(({ id }) => id),
      ['b'],
    );
    assert.equal(listed(keptList(store, 'zed'), everything).length, 0, 'nothing for somebody else');
    forgetList(store);
    keepList(store, inbox, everything);
    assert.equal(store.getItem('chatdesk:list'), null, 'nothing comes after logging out');
  });

  test('are the last searches of the same agent, each once', () => {
    const store = shelf();
    for (const words of ['one', 'two', 'One']) keepSearch(store, 'ada', words);
    assert.deepEqual(recentSearches(store, 'ada'), ['One', 'two']);
    assert.deepEqual(recentSearches(store, 'zed'), []);
  });
});
