import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { filled, found, valuesFor } from '../../dashboard/live/canned.ts';
import { answerSince } from '../../dashboard/live/meanwhile.ts';
import { mentionsIn, spoken } from '../../dashboard/live/mentions.ts';
import { completed, triggerAt } from '../../dashboard/live/triggers.ts';
import { isSend, isSendAndClose } from '../../dashboard/thread/keys.ts';
import { localTime } from '../../dashboard/thread/pick/local-time.ts';
import { matches } from '../../dashboard/thread/pick/matches.ts';
import { agent, conversation, message } from './make.ts';

const me = {
  agent: { id: 'g', name: 'Ada Marsh', email: '', avatar_url: null, role: 'agent' as const },
  organization: { id: 'o', name: 'Fern & Oak', plan: 'plus' as const },
};

describe('I6: canned replies', () => {
  const reply = (shortcut: string, body = '') => ({ id: shortcut, shortcut, body, shared: true });

  test('are found by how the shortcut begins, then by what it or the text has', () => {
    const all = [reply('refund'), reply('ship', 'A refund takes a week'), reply('norefund'), reply('hi')];
    assert.deepEqual(
      found(all, 'Ref').map(({ shortcut }) => shortcut),
      ['refund', 'norefund', 'ship'],
    );
  });

  test('are filled with names, or with what stands for them', () => {
    const known = conversation('a');
    const grace = { ...known.widget_customer, full_name: 'Grace Hopper', email: 'grace@example.com' };
    const named = valuesFor({ widget_customer: grace }, me);
    assert.equal(
      filled('Hi {{visitor.first_name}} ({{ visitor.email }})', named),
      'Hi Grace (grace@example.com)',
    );
    const unknown = valuesFor(known, me);
    assert.equal(filled('Hi {{visitor.name}}, {{agent.name}} here', unknown), 'Hi there, Ada Marsh here');
    assert.equal(filled('Dear {{visitor.first_name|friend}}', unknown), 'Dear friend');
    assert.equal(filled('{{organization.name}} {{nonsense}} {{', unknown), 'Fern & Oak {{nonsense}} {{');
  });

  test('do not fill what a name says', () => {
    const tricky = valuesFor(
      { widget_customer: { ...conversation('a').widget_customer, full_name: '{{agent.name}} $&' } },
      me,
    );
    assert.equal(filled('Hi {{visitor.name}}', tricky), 'Hi {{agent.name}} $&');
  });
});

describe('what is being typed', () => {
  const at = (text: string, mode: 'reply' | 'note' = 'reply') => triggerAt(text, text.length, mode);

  test('is a shortcut after a slash that begins a word', () => {
    assert.deepEqual(at('Hi /he'), { kind: 'canned', typed: 'he', from: 3, to: 6 });
    assert.deepEqual(at('/')?.typed, '');
    for (const text of ['and/or', 'https://x', '1 / 2', '/a b']) assert.equal(at(text), null, text);
  });

  test('is a colleague after an @, in a note', () => {
    assert.equal(at('Ask @Gra'), null);
    assert.deepEqual(at('Ask @Grace Ho', 'note'), { kind: 'mention', typed: 'Grace Ho', from: 4, to: 13 });
    assert.equal(at('me@example', 'note'), null);
    assert.equal(at('@ there', 'note'), null);
  });

  test('is replaced where it stands', () => {
    const trigger = triggerAt('Hi /he there', 6, 'reply');
    assert.ok(trigger);
    assert.deepEqual(completed('Hi /he there', trigger, 'Hello'), { text: 'Hi Hello there', caret: 8 });
  });

  test('names those whose names are in it, and nobody whose name only begins so', () => {
    const agents = [
      { id: '1', name: 'Grace' },
      { id: '2', name: 'Grace Hopper' },
      { id: '3', name: 'Ada' },
    ];
    assert.deepEqual(mentionsIn('Ask @Grace Hopper', agents), ['2']);
    assert.deepEqual(mentionsIn('@Grace and @Grace Hopper', agents).sort(), ['1', '2']);
    assert.deepEqual(mentionsIn('Ada', agents), []);
    assert.deepEqual(mentionsIn('@Grace, @Grace and a@b.example', agents), ['1']);
    const parts = spoken('Ask @Grace Hopper, or @nobody', agents);
    assert.deepEqual(
      parts.map(({ text, named }) => [text, named?.id]),
      [
        ['Ask ', undefined],
        ['@Grace Hopper', '2'],
        [', or @nobody', undefined],
      ],
    );
    assert.deepEqual(spoken('', agents), []);
  });
});

test('I7: an answer of a colleague since one began to write is noticed, notes and one’s own are not', () => {
  const grace = { ...agent, id: 'h', name: 'Grace' };
  const log = [
    message(1, { sender: grace }),
    message(2),
    message(3, { sender: agent }),
    message(4, { sender: grace, kind: 'note' }),
  ];
  assert.equal(answerSince(log, 1, 'g'), null);
  assert.equal(answerSince([...log, message(5, { sender: grace })], 1, 'g')?.seq, 5);
  assert.equal(answerSince([...log, message(5, { sender: grace })], null, 'g'), null);
});

test('I4: a name is found whatever its accents and capitals', () => {
  assert.ok(matches('Zoë Brontë', 'zoe b'));
  assert.equal(matches('Zoë', 'x'), false);
});

test('I5: a time is offered as the browser’s field wants it', () => {
  assert.equal(localTime(new Date(2026, 2, 5, 9, 3).getTime()), '2026-03-05T09:03');
});

test('I2: Enter sends, with Ctrl and Shift it closes too, and Shift alone breaks the line', () => {
  const press = (keys: Partial<KeyboardEvent>) =>
    ({
      key: 'Enter',
      shiftKey: false,
      ctrlKey: false,
      metaKey: false,
      isComposing: false,
      keyCode: 13,
      ...keys,
    }) as KeyboardEvent;
  const both = (keys: Partial<KeyboardEvent>) => [isSend(press(keys)), isSendAndClose(press(keys))];
  assert.deepEqual(both({}), [true, false]);
  assert.deepEqual(both({ shiftKey: true }), [false, false]);
  assert.deepEqual(both({ shiftKey: true, ctrlKey: true }), [false, true]);
  assert.deepEqual(both({ shiftKey: true, metaKey: true, isComposing: true }), [false, false]);
});
