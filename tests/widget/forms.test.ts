// The form says at once what the server would: the same cases as in src/domain/pre_chat.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, isEmail } from '../../widget/frame/forms/check.ts';
import type { PreChatField } from '../../widget/protocol/generated.ts';

const field = (change: Partial<PreChatField>): PreChatField => ({
  id: 'a',
  type: 'text',
  label: 'A',
  required: false,
  placeholder: null,
  options: [],
  pattern: null,
  url: null,
  ...change,
});

const FORM: { [id: string]: PreChatField } = {
  name: field({ id: 'name', required: true }),
  email: field({ id: 'email', type: 'email' }),
  phone: field({ id: 'phone', type: 'phone' }),
  order: field({ id: 'order', pattern: '[A-Z]{2}\\d{6}' }),
  story: field({ id: 'story', type: 'textarea' }),
  count: field({ id: 'count', type: 'number' }),
  size: field({ id: 'size', type: 'radio', options: ['S', 'M'] }),
  topic: field({ id: 'topic', type: 'select', options: ['Sales', ' Support, billing '] }),
  extras: field({ id: 'extras', type: 'checkbox', options: ['Gift wrap', 'Express', 'Yes, please'] }),
  news: field({ id: 'news', type: 'checkbox' }),
  day: field({ id: 'day', type: 'date' }),
  consent: field({ id: 'consent', type: 'consent' }),
};

const code = (id: string, answer: string) => check(FORM[id] as PreChatField, answer)?.code ?? null;
const right = (id: string, ...answers: string[]) => {
  for (const answer of answers) assert.equal(code(id, answer), null, `${id}: ${answer}`);
};
const wrong = (id: string, expected: string, ...answers: string[]) => {
  for (const answer of answers) assert.equal(code(id, answer), expected, `${id}: ${answer}`);
};

test('W7: what is required must be there, and a yes must be one', () => {
  const must = (change: Partial<PreChatField>) => field({ ...change, required: true });
  const fields = [
    must({ id: 'name' }),
    must({ type: 'checkbox' }),
    must({ type: 'checkbox', options: ['S'] }),
    must({ type: 'consent' }),
  ];
  const codes = (answers: string[]) =>
    fields.map((field, index) => check(field, answers[index] ?? '')?.code ?? null);
  assert.deepEqual(codes([]), Array(4).fill('required'));
  assert.deepEqual(codes(['\u0007 \n', 'false', '', 'false']), Array(4).fill('required'));
  assert.deepEqual(codes(['Ada', 'true', 'S', 'true']), Array(4).fill(null));
});

test('W7: a consent is given with true and nothing else', () => {
  right('consent', 'true', 'false');
  for (const id of ['consent', 'news']) wrong(id, 'invalid_value', 'True', 'yes', '1', 'on', 'true false');
});

test('W7: choices are among the options, one or several', () => {
  right('size', 'S');
  right('topic', 'Support, billing');
  right(
    'extras',
    'Express\nGift wrap\nExpress',
    'Express, Gift wrap',
    'Yes, please\r\nExpress',
    'Yes, please',
  );
  wrong('size', 'invalid_value', 's', 'S\nM');
  wrong('topic', 'invalid_value', 'Other');
  wrong(
    'extras',
    'invalid_value',
    'Express,Other',
    ',',
    'Express,',
    'Express\n\nGift wrap',
    'Express;Gift wrap',
  );
});

test('W7: dates are days that there are', () => {
  right('day', '2026-12-25', '2024-02-29', '1899-01-01');
  wrong('day', 'invalid_date', '2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '26-12-25');
  wrong('day', 'invalid_date', '2026-1-01', '25.12.2026', '2026-12-2５', '?');
});

test('W7: numbers are finite', () => {
  right('count', '0', '-1', '1.5', '1e3', '007');
  wrong('count', 'invalid_number', 'one', 'NaN', 'inf', '-infinity', '1e999', '1,5', '0x10', '1 2', '?');
});

test('W7: a pattern is for the whole answer, and as lenient as the server’s', () => {
  right('order', 'AB123456', ' AB123456 ');
  wrong('order', 'invalid_value', 'xAB123456', 'AB1234567');
  const word = field({ pattern: '[\\w-]+' });
  assert.equal(check(word, 'a-b'), null, 'what only older browsers understand');
  assert.equal(check(field({ pattern: '(' }), 'x'), null, 'what none does');
  assert.equal(check(field({ pattern: '(?=a)a|b' }), 'ab')?.code, 'invalid_value');
  const patterned = field({ type: 'textarea', pattern: '.*' });
  assert.deepEqual(check(patterned, 'x'.repeat(501)), { code: 'too_long', count: 500 });
});

test('S7: each wrong answer is named', () => {
  wrong('email', 'invalid_email', 'nobody');
  wrong('phone', 'invalid_phone', 'call me');
  wrong('name', 'invalid_text', 'Ada\nLovelace');
  wrong('name', 'too_long', 'x'.repeat(101));
  wrong('order', 'too_long', 'x'.repeat(501));
  wrong('story', 'too_long', 'x'.repeat(2_001));
  right('story', '😀'.repeat(2_000));
});

test('V4: the customer’s email is one whatever the type of its field', () => {
  assert.equal(check(field({ id: 'email' }), 'x')?.code, 'invalid_email');
  assert.equal(check(field({ id: 'phone' }), 'x')?.code, 'invalid_phone');
});

test('V4: phone numbers are written in many ways', () => {
  right('phone', '12345', '+49 (0)30 1234-567', '030.1234.567', '1'.repeat(20));
  wrong('phone', 'invalid_phone', '1234', '+ ( ) -', '0800-FLOWERS', '12345x', '1234\n5', '١٢٣٤٥');
  wrong('phone', 'invalid_phone', '1'.repeat(21), `12345${'-'.repeat(40)}`);
});

test('W7: an email address has a name, an @ and a dotted host', () => {
  for (const good of [
    'a@b.co',
    'Ada.Marsh+shop@mail.example.com',
    'ä@münchen.example',
    `${'x'.repeat(64)}@b.co`,
  ])
    assert.ok(isEmail(good), good);
  const bad = ['', 'a', '@b.co', 'a@', 'a@b', 'a b@c.de', 'a@b..c', 'a@-b.c', 'a@b-.c', 'a@b.c\r\nBcc: x'];
  for (const one of [...bad, '<a@b.c>', 'a@b@c.de', `${'x'.repeat(65)}@b.co`, `a@${'b.'.repeat(130)}co`])
    assert.ok(!isEmail(one), one);
});
