import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { commandOf } from '../../widget/loader/calls/index.ts';

const told: string[] = [];
beforeEach(() => {
  told.length = 0;
  mock.method(console, 'warn', (text: string) => told.push(text));
});

test('W17: what a page calls is what the frame gets', () => {
  const cases: [string, unknown[], object][] = [
    ['send', ['Hello'], { type: 'send', text: 'Hello' }],
    ['sendMessage', ['Hello'], { type: 'send', text: 'Hello' }],
    ['identify', [{ name: 'Ada', later() {} }], { type: 'identify', user: { name: 'Ada' } }],
    ['reset', [], { type: 'reset' }],
    ['consent', [], { type: 'consent' }],
    ['track', ['cart', { items: [1] }], { type: 'track', name: 'cart', data: { items: [1] } }],
    ['track', ['cart'], { type: 'track', name: 'cart' }],
    ['setLanguage', ['de'], { type: 'setLanguage', language: 'de' }],
    ['setTheme', ['dark'], { type: 'setTheme', theme: 'dark' }],
    ['setDepartment', ['d1'], { type: 'setDepartment', department: 'd1' }],
  ];
  for (const [name, given, command] of cases) assert.deepEqual(commandOf(name, given), command, name);
  assert.deepEqual(told, []);
});

test('W17: what cannot be done is told, and nothing is sent', () => {
  const round: { self?: object } = {};
  round.self = round;
  for (const [name, given] of [
    ['send', []],
    ['send', ['  ']],
    ['send', [7]],
    ['identify', ['Ada']],
    ['identify', [null]],
    ['identify', [round]],
    ['track', [{}]],
    ['track', ['big', { size: 1n }]],
    ['setLanguage', [undefined]],
    ['setTheme', ['purple']],
  ] as [string, unknown[]][])
    assert.equal(commandOf(name, given), undefined, `${name} ${given}`);
  assert.ok(told.length >= 5 && told.every((text) => text.startsWith('ChatDesk: "')), `${told}`);
});
