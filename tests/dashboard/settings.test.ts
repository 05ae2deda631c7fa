import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ApiError } from '../../dashboard/api/client.ts';
import { PALETTE } from '../../dashboard/live/palette.ts';
import { inserted, unknownIn } from '../../dashboard/settings/canned/variables.ts';
import { ACTIONS } from '../../dashboard/settings/developers/audit-actions.ts';
import { differencesOf, sentenceOf, titleOf } from '../../dashboard/settings/developers/audit-words.ts';
import { endOf } from '../../dashboard/settings/developers/scopes.ts';
import { afterSaving, changesOf, errorsWithout } from '../../dashboard/settings/form/draft.ts';
import { hardToSee } from '../../dashboard/settings/labels/colours.ts';
import { numberOf } from '../../dashboard/settings/numbers.ts';
import { featureWords } from '../../dashboard/settings/organization/features.ts';
import { hasRole } from '../../dashboard/settings/rank.ts';
import { newRule, rulesOf, writtenRules } from '../../dashboard/settings/routing/written.ts';
import { mayChangeAgent, rolesToGive } from '../../dashboard/settings/team/may.ts';
import { moved } from '../../dashboard/ui/moved.ts';
import type { AuditEntry } from '../../widget/protocol/generated.ts';

describe('a form of the settings', () => {
  const known = { name: 'Shop', days: ['mon'], open: true };

  test('A4: only what differs from the server is a change', () => {
    assert.deepEqual(changesOf(known, { name: 'Shop', days: ['mon'] }), {});
    assert.deepEqual(changesOf(known, { days: ['mon', 'tue'], open: true }), { days: ['mon', 'tue'] });
  });

  test('A4: what was typed while it was saved is still unsaved', () => {
    assert.deepEqual(afterSaving({ name: 'Shop 2', open: false }, { name: 'Shop', open: false }), {
      name: 'Shop 2',
    });
  });

  test('S7: what was wrong inside a field goes with the field, and nothing else', () => {
    const errors = { routing: 'a', 'routing.capacity': 'b', 'routingRules[0].value': 'c' };
    assert.deepEqual(errorsWithout(errors, 'routing'), { 'routingRules[0].value': 'c' });
    assert.deepEqual(Object.keys(errorsWithout(errors, 'routingRules')), ['routing', 'routing.capacity']);
  });

  test('S7: a number is digits, or nothing', () => {
    assert.equal(numberOf(' 30 ', 'days'), 30);
    assert.equal(numberOf('', 'days'), null);
    for (const text of ['soon', '-1', '1.5', '1e3', '9999999999'])
      assert.throws(
        () => numberOf(text, 'days'),
        (error) => error instanceof ApiError && 'days' in error.fields,
        text,
      );
  });
});

describe('an order', () => {
  test('A3: one thing moves, the others close up', () => {
    assert.deepEqual(moved(['a', 'b', 'c'], 0, 2), ['b', 'c', 'a']);
    assert.deepEqual(moved(['a', 'b', 'c'], 2, 0), ['c', 'a', 'b']);
    assert.deepEqual(moved(['a', 'b'], 1, 1), ['a', 'b']);
  });
});

test('I5: every colour for labels can be seen in light and dark', () => {
  assert.deepEqual(
    PALETTE.filter(({ color }) => hardToSee(color)),
    [],
  );
  assert.equal(hardToSee('#ffff00'), 'light');
  assert.equal(hardToSee('#000080'), 'dark');
  assert.equal(hardToSee('nonsense'), null);
});

test('I6: a variable takes the place of what is selected; what nothing stands for is named', () => {
  assert.deepEqual(inserted('Hello you!', 'visitor.name', 6, 9), {
    text: 'Hello {{visitor.name}}!',
    caret: 22,
  });
  assert.deepEqual(unknownIn('{{visitor.name}} {{ agent.size }} {{visitor.first_name|friend}} {{x}} {{x}}'), [
    'agent.size',
    'x',
  ]);
});

test('I4: rules keep their keys while they change places, and the server never sees them', () => {
  const stored = [
    { field: 'url', name: null, is: 'equals', value: '/', department_id: 'd' },
    { field: 'answer', name: 'topic', is: 'equals', value: 'x', department_id: 'd' },
  ] as const;
  const written = writtenRules([...stored]);
  assert.deepEqual(rulesOf(written), stored);
  const [first, second] = [newRule(written, 'd'), newRule([...written, newRule(written, 'd')], 'd')];
  assert.notEqual(first.key, second.key);
  assert.equal(rulesOf([{ ...first, name: 'left over' }])[0]?.name, null, 'only answers have a name');
});

test('A2: admins decide about agents and admins, owners about everybody', () => {
  assert.ok(hasRole('owner', 'admin') && !hasRole('agent', 'admin'));
  assert.ok(mayChangeAgent('admin', 'admin') && !mayChangeAgent('admin', 'owner'));
  assert.ok(mayChangeAgent('owner', 'owner') && !mayChangeAgent('agent', 'agent'));
  assert.deepEqual(rolesToGive('admin'), ['agent', 'admin']);
});

test('A9: a key ends when it should', () => {
  assert.equal(endOf('30', 0), '1970-01-31T00:00:00.000Z');
  assert.equal(endOf('ever', 0), undefined);
});

describe('the audit log', () => {
  const entry = (given: Partial<AuditEntry>): AuditEntry => ({
    id: '1',
    agent: { id: 'a', name: 'Ada' },
    action: 'widget.changed',
    target: { kind: 'widget', id: 'w', name: 'Shop' },
    before: null,
    after: null,
    created_at: '2026-03-10T09:00:00.000Z',
    ...given,
  });

  test('A9: says who did what as a sentence', () => {
    assert.equal(sentenceOf(entry({})), 'Ada changed the widget “Shop”');
    assert.equal(
      sentenceOf(
        entry({ agent: null, action: 'webhook.disabled', target: { kind: 'webhook', id: 'w', name: '' } }),
      ),
      'ChatDesk turned off the webhook',
    );
    assert.equal(sentenceOf(entry({ action: 'api_key.frobbed' })), 'Ada frobbed the API key “Shop”');
    assert.equal(
      sentenceOf(entry({ action: 'widget.identity_secret_changed' })),
      'Ada changed the identity secret of the widget “Shop”',
    );
  });

  test('A9: names what can be done, by itself', () => {
    assert.equal(titleOf('widget.identity_secret_changed'), 'Widget: identity secret changed');
    assert.equal(titleOf('api_key.removed'), 'API key: deleted');
    assert.equal(new Set(ACTIONS.map(titleOf)).size, ACTIONS.length);
  });

  test('A9: says field by field what was before and is now', () => {
    const found = differencesOf(
      entry({
        before: { primary_color: '#000', auto_open: false, allowed_domains: [] },
        after: {
          primary_color: '#fff',
          auto_open: true,
          allowed_domains: ['a', 'b'],
          delay: 1200,
          routing: { mode: 'manual', capacity: null },
        },
      }),
    );
    assert.deepEqual(found, [
      { field: 'Primary color', before: '#000', after: '#fff' },
      { field: 'Auto open', before: 'Off', after: 'On' },
      { field: 'Allowed domains', before: null, after: 'a, b' },
      { field: 'Delay', before: null, after: '1,200' },
      { field: 'Routing', before: null, after: 'mode manual' },
    ]);
  });

  test('A7: a feature without words of its own is still told', () => {
    assert.equal(featureWords('api_keys'), 'API keys');
    assert.equal(featureWords('customCss'), 'Custom css');
  });
});
