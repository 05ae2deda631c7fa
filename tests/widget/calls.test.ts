import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { commandOf } from '../../widget/loader/calls/index.ts';

const told: string[] = [];
type Settings = Parameters<typeof commandOf>[2];
const settings = () => ({ config: {}, options: {} }) as Settings;
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
    ['config', [{ title: 'Fern' }], { type: 'config', config: { title: 'Fern' } }],
  ];
  for (const [name, given, command] of cases)
    assert.deepEqual(commandOf(name, given, settings()), command, name);
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
    assert.equal(commandOf(name, given, settings()), undefined, `${name} ${given}`);
  assert.ok(told.length >= 5 && told.every((text) => text.startsWith('ChatDesk: "')), `${told}`);
});

test('W17: a frame that is loaded anew knows the theme, the language and the department', () => {
  const known = settings();
  for (const [name, value] of Object.entries({ setTheme: 'dark', setLanguage: 'nb', setDepartment: 'd' }))
    commandOf(name, [value], known);
  commandOf('setTheme', ['pink'], known);
  assert.deepEqual(known, { config: { theme: 'dark', language: 'nb' }, options: { departmentId: 'd' } });
});
