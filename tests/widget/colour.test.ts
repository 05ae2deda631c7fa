import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accent, contrast, isHex, legible } from '../../widget/colour.ts';

const BRANDS = [
  '#000',
  '#fff',
  '#2f6f4f',
  '#3b82f6',
  '#f5b301',
  '#ffee58',
  '#e11d48',
  '#808080',
  '#00ff00',
  '#F0A',
];
const LIGHT = '#ffffff';
const DARK = '#16181d';

test('text on every brand colour can be read', () => {
  for (const brand of BRANDS) {
    const { fill, text } = accent(brand);
    assert.ok(contrast(fill, text) >= 4.5, `${brand} becomes ${fill} under ${text}`);
  }
});

test('a colour that is good enough is left alone', () => {
  assert.deepEqual(accent('#2f6f4f'), { fill: '#2f6f4f', text: '#ffffff' });
});

test('a colour a little too light darkens under white text, a pale one gets black text', () => {
  assert.equal(accent('#3b82f6').text, '#ffffff');
  assert.notEqual(accent('#3b82f6').fill, '#3b82f6');
  assert.deepEqual(accent('#ffee58'), { fill: '#ffee58', text: '#000000' });
});

test('words in every brand colour can be read on light and on dark', () => {
  for (const surface of [LIGHT, DARK]) {
    for (const brand of BRANDS)
      assert.ok(contrast(legible(brand, surface), surface) >= 4.5, `${brand} on ${surface}`);
  }
});

test('contrast is what WCAG says', () => {
  assert.equal(contrast('#000', '#fff'), 21);
  assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48');
});

test('knows a hex colour', () => {
  for (const colour of ['#abc', '#A1B2C3']) assert.ok(isHex(colour));
  for (const colour of ['red', '#abcd', '#12345', 'url(#a)', '']) assert.ok(!isHex(colour));
});
