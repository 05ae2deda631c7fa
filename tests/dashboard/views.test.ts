import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { everything, fits, keyOf, queryOf, searchOf, type View, viewOf } from '../../dashboard/live/views.ts';
import { conversation } from './make.ts';

const view = (change: Partial<View>): View => ({ ...everything, ...change });

describe('a view', () => {
  test('is read back from the address that it wrote', () => {
    const views = [
      everything,
      view({ whose: 'mine', state: 'closed', order: 'longest' }),
      view({ department: 'd1', label: 'a & b = "c"', rating: 4 }),
      view({ bot: 'handed_over' }),
    ];
    for (const one of views) assert.deepEqual(viewOf(searchOf(one)), one);
  });

  test('is none where the address does not name one, and stays whole where it is nonsense', () => {
    assert.equal(viewOf(''), null);
    assert.equal(viewOf('?view=theirs&status=open'), null);
    assert.deepEqual(viewOf('?view=all&status=lost&order=up&rating=9&label=&bot=maybe'), everything);
  });

  test('asks the server for the same, whatever its order', () => {
    assert.deepEqual(queryOf(view({ whose: 'unassigned', label: 'vip' })).assignee, 'none');
    assert.equal(queryOf(view({ whose: 'mine' })).assignee, 'me');
    assert.equal(keyOf(view({ order: 'longest' })), keyOf(everything));
    assert.notEqual(keyOf(view({ rating: 1 })), keyOf(everything));
  });

  test('takes what belongs to it', () => {
    const ada = { id: 'ada', name: 'Ada', avatar_url: null };
    const one = conversation('a', {
      status: 'open',
      assignee: ada,
      department_id: 'd1',
      labels: ['VIP'],
      rating: { score: 4, comment: null, rated_at: '' },
      bot_handed_over: true,
    });
    const yes = [
      { whose: 'mine' },
      { state: 'open' },
      { department: 'd1' },
      { label: 'vip' },
      { rating: 4 },
      { bot: 'handed_over' },
    ] as const;
    const no = [
      { whose: 'unassigned' },
      { state: 'waiting' },
      { department: 'none' },
      { label: 'v' },
      { rating: 5 },
      { bot: 'on' },
    ] as const;
    for (const change of yes) assert.ok(fits(one, view(change), 'ada'), JSON.stringify(change));
    for (const change of no) assert.ok(!fits(one, view(change), 'ada'), JSON.stringify(change));
    assert.ok(fits(conversation('b'), view({ department: 'none' }), 'ada'));
  });
});
