import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isPassing, refusal, wordsFor } from '../../dashboard/api/client.ts';
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

  test('without words still says something kind', () => {
    assert.match(refusal(502, null).message, /our side/);
    assert.equal(isPassing(refusal(502, null)), true);
  });
});

describe('drafts', () => {
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
    keepDraft(kept, 'a', 'reply', 'Hello');
    keepDraft(kept, 'a', 'note', 'Careful');
    assert.equal(readDraft(kept, 'a', 'reply'), 'Hello');
    assert.equal(readDraft(kept, 'b', 'reply'), '');
    keepDraft(kept, 'a', 'reply', '  ');
    assert.equal(kept.length, 1);
  });

  test('are gone after logging out, and only they', () => {
    const kept = store();
    kept.setItem('chatdesk:theme', 'dark');
    keepDraft(kept, 'a', 'reply', 'Hello');
    keepDraft(kept, 'b', 'note', 'Careful');
    forgetDrafts(kept);
    assert.equal(kept.length, 1);
  });

  test('do not stop anybody from typing when storage is full', () => {
    const full = { ...store(), setItem: () => assert.fail('full') };
    assert.doesNotThrow(() => keepDraft(full, 'a', 'reply', 'Hello'));
  });
});
