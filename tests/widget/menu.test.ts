import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownNames } from '../../widget/frame/around/tongues.ts';

test('W5: languages are named in themselves, in the order of the alphabet', () => {
  assert.deepEqual(ownNames(['en', 'de', 'fr', 'ar']), [
    ['de', 'Deutsch'],
    ['en', 'English'],
    ['fr', 'Français'],
    ['ar', 'العربية'],
  ]);
});
