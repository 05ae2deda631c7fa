import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { call, isPassing, isSignedOut, refusal, wantsCode, wordsFor } from '../../dashboard/api/client.ts';
import { forgetDrafts, keepDraft, readDraft } from '../../dashboard/live/drafts.ts';
import { loginPath, returnPath } from '../../dashboard/session/return-path.ts';

const origin = 'https://desk.example';

describe('after logging in', () => {
  test('you come back to where you were going', () => {
    const path = loginPath('/inbox/1?x=2');
    assert.equal(returnPath(new URL(path, origin).search, origin), '/inbox/1?x=2');
    assert.equal(loginPath('/inbox'), '/login');
  });

  test('nobody can send you elsewhere', () => {
    for (const wanted of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '',
    ])
      assert.equal(returnPath(`?return=${encodeURIComponent(wanted)}`, origin), '/inbox', wanted);
  });
});

describe('a refusal', () => {
  test('says what is wrong with which field', () => {
    const problem = {
      type: 'about:blank',
      title: 'Bad',
      status: 422,
      code: 'invalid',
      detail: 'Check the form.',
      errors: [{ field: 'email', code: 'taken', detail: 'Already used.' }],
    };
    const error = refusal(422, problem);
    assert.deepEqual({ ...error.fields }, { email: 'Already used.' });
    assert.equal(wordsFor(error), 'Check the form.');
    assert.equal(isPassing(error), false);
  });

  test('A1: of a code is about the second step, and logs nobody out', () => {
    const said = (code: string) =>
      refusal(401, { type: 'about:blank', title: 'No', status: 401, code, detail: 'No.' });
    assert.ok(wantsCode(said('code_required')) && wantsCode(said('wrong_code')));
    assert.ok(!isSignedOut(said('code_required')) && !isSignedOut(said('wrong_code')));
    assert.ok(isSignedOut(said('login_required')) && !wantsCode(said('login_required')));
  });

  test('without words still says something kind', () => {
    assert.match(refusal(502, null).message, /our side/);
    assert.equal(isPassing(refusal(502, null)), true);
  });
});

describe('an answer', () => {
  const answer = (context: TestContext, response: Response) =>
    context.mock.method(globalThis, 'fetch', async (_: string, { signal }: RequestInit) => {
      assert.ok(signal, 'no call lasts for ever');
      return response;
    });

  test('that is not our server’s logs nobody out', async (context) => {
    answer(context, new Response('<h1>Log in to this network</h1>'));
    await assert.rejects(call('GET', '/api/auth/me'), (error) => isPassing(error) && !isSignedOut(error));
  });

  test('without words is one', async (context) => {
    answer(context, new Response(null, { status: 204 }));
    assert.equal(await call('POST', '/api/auth/logout'), undefined);
  });

  test('of something in between has no code', () => {
    assert.equal(refusal(403, null).problem.code, '');
  });
});

describe('drafts', () => {
  const reply = (conversation: string) => ({ agent: 'ada', conversation, mode: 'reply' }) as const;
  const store = (): Storage => {
    const items = new Map<string, string>();
    return {
      get length() {
        return items.size;
      },
      key: (index) => [...items.keys()][index] ?? null,
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => void items.set(key, value),
      removeItem: (key) => void items.delete(key),
      clear: () => items.clear(),
    };
  };

  test('are kept per conversation and per tab of the composer', () => {
    const kept = store();
    keepDraft(kept, reply('a'), 'Hello');
    keepDraft(kept, { ...reply('a'), mode: 'note' }, 'Careful');
    assert.equal(readDraft(kept, reply('a')), 'Hello');
    assert.equal(readDraft(kept, reply('b')), '');
    keepDraft(kept, reply('a'), '  ');
    assert.equal(kept.length, 1);
  });

  test('are nobody else’s', () => {
    const kept = store();
    keepDraft(kept, reply('a'), 'Hello');
    assert.equal(readDraft(kept, { ...reply('a'), agent: 'bo' }), '');
  });

  test('are gone after logging out, and only they', () => {
    const kept = store();
    kept.setItem('chatdesk:theme', 'dark');
    keepDraft(kept, reply('a'), 'Hello');
    keepDraft(kept, { ...reply('b'), mode: 'note' }, 'Careful');
    forgetDrafts(kept);
    assert.equal(kept.length, 1);
  });

  test('do not stop anybody from typing when storage is full', () => {
    const full = { ...store(), setItem: () => assert.fail('full') };
    assert.doesNotThrow(() => keepDraft(full, reply('a'), 'Hello'));
  });
});
