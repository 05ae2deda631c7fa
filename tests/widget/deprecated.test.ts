import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { current } from '../../widget/loader/deprecated.ts';

test('W23: an old name does what its new one does, and the console says so once', () => {
  const told: string[] = [];
  mock.method(console, 'warn', (text: string) => told.push(text));
  const renamed = { say: 'send' };
  assert.equal(current('call', 'send', renamed), 'send');
  assert.equal(current('call', 'constructor', renamed), 'constructor');
  assert.deepEqual(told, []);
  for (let times = 0; times < 3; times++) assert.equal(current('call', 'say', renamed), 'send');
  assert.deepEqual(told, ['ChatDesk: the call "say" is deprecated: "send" does the same']);
  current('option', 'say', renamed);
  assert.equal(told.length, 2, 'an option of that name is another thing');
  mock.restoreAll();
});
