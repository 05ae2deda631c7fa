// A start that the server refuses: for the words, for what came along with them, or for good.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refused } from '../../widget/frame/api.ts';
import { Beginning } from '../../widget/frame/conversation/beginning.ts';
import type { Problem, StartConversation, StartedConversation } from '../../widget/protocol/generated.ts';
import { memoryStore } from '../../widget/transport/outbox.ts';
import { FakeEnvironment } from './fakes/environment.ts';
import { message } from './fakes/frames.ts';

const settle = () => new Promise(setImmediate);
const wrong = (field: string) => ({ field, code: 'required', detail: 'This is required.' });

function begin(problem: Partial<Problem> & { status: number }) {
  const store = memoryStore();
  const requests: StartConversation[] = [];
  const seen = { returned: [] as string[], forbidden: 0, pending: -1 };
  const beginning = new Beginning({
    store,
    environment: new FakeEnvironment(),
    start: async (request) => {
      requests.push(request);
      if (requests.length === 1) throw new Refused(problem);
      return { conversation: { id: 'c' }, message: message(1) } as StartedConversation;
    },
    onOutbox: (pending) => {
      seen.pending = pending.length;
    },
    onStarted: () => {},
    onReturned: (words) => seen.returned.push(words),
    onForbidden: () => seen.forbidden++,
  });
  return { beginning, store, requests, seen };
}

for (const field of ['preChatData.name', 'customerData.email', 'departmentId'])
  test(`W7: a refused ${field} gives back all words, and nothing is left waiting`, async () => {
    const { beginning, store, requests, seen } = begin({ status: 422, errors: [wrong(field)] });
    beginning.send('one');
    beginning.send('two');
    await settle();
    assert.deepEqual([seen.returned, seen.pending, store.all()], [['one\ntwo'], 0, []]);
    beginning.send('one and two');
    await settle();
    const [first, second] = requests;
    assert.equal(second?.clientId, first?.clientId, 'should the first have been heard, it is the same one');
    assert.notEqual(second?.message?.clientId, first?.message?.clientId);
  });

test('W9: words that are refused themselves stay where they are', async () => {
  const { beginning, store, seen } = begin({ status: 422, errors: [wrong('message.body')] });
  beginning.send('one');
  await settle();
  assert.deepEqual([seen.returned, store.all()[0]?.state], [[], 'failed']);
});

test('A7: who may start nothing is told, and keeps the words', async () => {
  const { beginning, store, seen } = begin({ status: 403, code: 'plan_required' });
  beginning.send('one');
  await settle();
  assert.deepEqual([seen.forbidden, seen.returned, store.all()[0]?.state], [1, [], 'failed']);
});
