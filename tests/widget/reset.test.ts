import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chat } from '../../widget/frame/chat.ts';
import { type Means, obey } from '../../widget/frame/commands/index.ts';

/** As a browser's storage: its names are its properties. */
class Storage {
  [name: string]: unknown;
  removeItem(name: string): void {
    delete this[name];
  }
}

const storage = new Storage();
Object.defineProperty(globalThis, 'localStorage', { value: storage });
Object.defineProperty(globalThis, 'location', { value: { pathname: '/frame/wk_1' } });

test('W17: reset leaves nothing that tells of the person, and what the device prefers', async () => {
  const kept = [
    'chatdesk.language',
    'chatdesk.sound',
    'chatdesk:wk_2',
    'chatdesk.begun /frame/wk_2',
    'other',
  ];
  const personal = ['emoji', 'rung', 'dismissed', 'begun /frame/wk_1'].map((name) => `chatdesk.${name}`);
  for (const name of [...kept, ...personal, 'chatdesk:answers', 'chatdesk:asked']) storage[name] = '1';
  const forgotten: string[] = [];
  const chat = {
    api: { token: '', person: {}, forget: () => forgotten.push('session') },
    store: { state: { open: false }, change() {} },
    leave: () => forgotten.push('what was shown'),
  } as unknown as Chat;
  await obey({ type: 'reset' }, chat, {} as Means);
  assert.deepEqual(forgotten, ['session', 'what was shown']);
  assert.deepEqual(Object.keys(storage), kept);
});
