import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nameOfFound, pathOf, textOf } from '../../dashboard/search/found.ts';
import { conversation } from './make.ts';

const said = {
  seq: 7,
  kind: 'text' as const,
  sender: 'visitor' as const,
  created_at: '',
  snippet: [
    { text: 'the ', hit: false },
    { text: 'fern', hit: true },
  ],
};
const somebody = {
  id: 'v',
  name: [
    { text: 'Grace', hit: true },
    { text: ' Hopper', hit: false },
  ],
  email: null,
  phone: null,
  last_seen_at: '',
};

describe('what is found', () => {
  test('leads to where it was said, and the search stays in the address', () => {
    const found = { conversation: conversation('a'), message: said };
    assert.equal(pathOf(found), '/inbox/a?message=7');
    assert.equal(pathOf(found, '?view=all&find=fern'), '/inbox/a?view=all&find=fern&message=7');
    assert.equal(textOf(said.snippet), 'the fern');
  });

  test('leads to people too, who may never have written', () => {
    assert.equal(pathOf({ conversation: conversation('a'), customer: somebody }), '/inbox/a');
    assert.equal(pathOf({ conversation: null, customer: somebody }), '/customers/v');
    assert.equal(nameOfFound({ conversation: null, customer: somebody }), 'Grace Hopper');
    assert.equal(nameOfFound({ conversation: conversation('a'), message: said }), 'Quiet Otter');
  });
});
