import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { apply } from '../../widget/loader/options/index.ts';
import type { PublicConfig } from '../../widget/protocol/generated.ts';

const stored = { key: 'wk_1', theme: 'auto', title: 'Shop', position: 'bottom-right' } as PublicConfig;
const told: string[] = [];

beforeEach(() => {
  told.length = 0;
  mock.method(console, 'warn', (text: string) => told.push(text));
});
afterEach(() => mock.restoreAll());

test("the page's options go over the stored ones", () => {
  const { theme, title, position } = apply(stored, { widgetKey: 'wk_1', theme: 'dark', position: 'left' });
  assert.deepEqual([theme, title, position], ['dark', 'Shop', 'left']);
  assert.deepEqual(told, []);
});

test('what is wrong or unknown is told once and left out', () => {
  for (let times = 0; times < 2; times++) {
    const options = { theme: 'purple', title: 7, primaryColor: 'red;}', colour: '#fff', constructor: 'x' };
    assert.deepEqual(apply(stored, options), stored);
  }
  assert.equal(told.length, 5);
});
