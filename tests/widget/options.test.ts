import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { apply } from '../../widget/loader/options/apply.ts';
import type { PublicConfig } from '../../widget/protocol/generated.ts';

const stored = { key: 'wk_1', theme: 'auto', title: 'Shop', position: 'bottom-right' } as PublicConfig;
const told: string[] = [];

beforeEach(() => {
  told.length = 0;
  mock.method(console, 'warn', (text: string) => told.push(text));
});
afterEach(() => mock.restoreAll());

test("W1: the page's options go over the stored ones", async () => {
  const options = {
    widgetKey: 'wk_1',
    theme: 'dark',
    position: 'left',
    offsetX: '30',
    autoOpen: 'false',
    language: undefined,
    greeting: 'Hi',
  };
  const applied = { ...stored, theme: 'dark', position: 'left', offset_x: 30, auto_open: false };
  assert.deepEqual(await apply(stored, options), { ...applied, greeting_message: 'Hi' });
  assert.deepEqual(told, []);
});

test('W1: what is wrong or unknown is told once and left out', async () => {
  for (let times = 0; times < 2; times++) {
    const options = { theme: 'purple', title: 7, primaryColor: 'red;}', colour: '#fff', constructor: 'x' };
    assert.deepEqual(await apply(stored, options), stored);
  }
  assert.equal(told.length, 5);
});

test('W19: only a clear yes is a consent', async () => {
  for (const [consent, meant] of [
    [true, true],
    ['true', true],
    ['false', false],
    [false, false],
    ['yes', undefined],
    [1, undefined],
    [null, undefined],
  ]) {
    const options = { consent } as { consent?: boolean };
    await apply(stored, options);
    assert.equal(options.consent, meant, `${consent}`);
  }
});
