import assert from 'node:assert/strict';
import { test } from 'node:test';
import { all } from '../../widget/frame/emoji/all.ts';
import { neighbour } from '../../widget/frame/emoji/neighbour.ts';
import { withUsed } from '../../widget/frame/emoji/recent.ts';

/** Two groups of three columns: five, then two. */
const places = [
  [0, 0],
  [40, 0],
  [80, 0],
  [0, 40],
  [40, 40],
  [0, 110],
  [40, 110],
].map(([left = 0, top = 0]) => ({ left, top }));

test('W10: arrows go through the emoji as they stand, across groups', () => {
  assert.equal(neighbour(places, 0, 'ArrowRight'), 1);
  assert.equal(neighbour(places, 4, 'ArrowRight'), 5);
  assert.equal(neighbour(places, 1, 'ArrowDown'), 4);
  assert.equal(neighbour(places, 2, 'ArrowDown'), 4, 'the nearest where the row is shorter');
  assert.equal(neighbour(places, 3, 'ArrowDown'), 5);
  assert.equal(neighbour(places, 6, 'ArrowUp'), 4);
  assert.equal(neighbour(places, 6, 'Home'), 0);
  assert.equal(neighbour(places, 0, 'End'), 6);
});

test('W10: they end at the edges, and are mirrored where one reads from the right', () => {
  assert.equal(neighbour(places, 0, 'ArrowLeft'), undefined);
  assert.equal(neighbour(places, 0, 'ArrowUp'), undefined);
  assert.equal(neighbour(places, 6, 'ArrowDown'), undefined);
  assert.equal(neighbour(places, 1, 'a'), undefined);
  assert.equal(neighbour(places, 1, 'ArrowLeft', true), 2);
});

test('W10: what was used last stands first, once, and not for ever', () => {
  assert.deepEqual(withUsed(['a', 'b', 'c'], 'b'), ['b', 'a', 'c']);
  const many = Array.from({ length: 16 }, (_, index) => `${index}`);
  assert.deepEqual(withUsed(many, 'new'), ['new', ...many.slice(0, 15)]);
});

test('W10: the picker has what people use, nothing twice in a group', () => {
  const emoji = all.flatMap(({ list }) => list);
  assert.ok(emoji.length >= 200, `${emoji.length}`);
  for (const { name, list } of all) assert.equal(new Set(list).size, list.length, name);
  for (const each of emoji) {
    assert.match(each, /^\p{Emoji}/u);
    assert.equal([...new Intl.Segmenter().segment(each)].length, 1, each);
  }
});
