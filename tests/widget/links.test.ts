import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pieces } from '../../widget/links.ts';

const hrefs = (text: string) => pieces(text).flatMap(({ href }) => href ?? []);
const back = (text: string) =>
  pieces(text)
    .map((piece) => piece.text)
    .join('');

test('finds addresses of pages and of people', () => {
  assert.deepEqual(hrefs('See http://a.example, www.b.example or write to me@c.example.'), [
    'http://a.example/',
    'https://www.b.example/',
    'mailto:me@c.example',
  ]);
});

test("leaves the sentence's punctuation out, and the address's own brackets in", () => {
  assert.deepEqual(hrefs('(https://a.example/x)'), ['https://a.example/x']);
  assert.deepEqual(
    pieces('See https://a.example/x?y=1. Or (www.b.example)!').map(({ text }) => text),
    ['See ', 'https://a.example/x?y=1', '. Or (', 'www.b.example', ')!'],
  );
  assert.deepEqual(hrefs('https://a.example/Fern_(plant)!'), ['https://a.example/Fern_(plant)']);
});

test('makes nothing else clickable', () => {
  for (const text of [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://',
    'a@b',
    'vbscript:x',
    '<img src=x>',
  ]) {
    assert.deepEqual(hrefs(text), [], text);
  }
});

test('loses no character', () => {
  for (const text of [
    '',
    'plain',
    '<b>https://a.example</b> & co',
    'a\nhttps://x.example\n',
    'https://[ www. @',
  ]) {
    assert.equal(back(text), text);
  }
});

test('is quick on text made to be slow', () => {
  const start = performance.now();
  for (const text of [
    'a'.repeat(10_000),
    '.-'.repeat(5_000),
    `${'a.'.repeat(5_000)}@`,
    'www.'.repeat(2_500),
    ')'.repeat(10_000),
  ])
    pieces(text);
  pieces(`https://a.example/${')'.repeat(9_000)}`);
  assert.ok(performance.now() - start < 500);
});
