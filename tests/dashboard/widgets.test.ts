// A widget's settings: what is written, what the server is told, what the preview shows.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { backAt } from '../../dashboard/settings/widgets/back-at.ts';
import { wordsOfDomain } from '../../dashboard/settings/widgets/domains.ts';
import { type Around, publicConfigOf, USUAL } from '../../dashboard/settings/widgets/public-config.ts';
import { newQuestion, ofType } from '../../dashboard/settings/widgets/questions.ts';
import { placeOf, sectionOf } from '../../dashboard/settings/widgets/sections.ts';
import { changesOf, valuesOf } from '../../dashboard/settings/widgets/values.ts';
import type { Department, Organization, PreChatField, Widget } from '../../widget/protocol/generated.ts';

const at = '2026-11-21T12:00:00.000Z';
const field: PreChatField = {
  id: 'order',
  type: 'text',
  label: 'Order',
  required: false,
  placeholder: null,
  options: [],
  pattern: null,
  url: null,
};
const rule = {
  id: 'a',
  enabled: true,
  message: 'Hi',
  open: false,
  urls: ['/pricing', '/shop/*'],
  seconds: 30,
  scroll: null,
  leaving: false,
  returning: null,
  pages: null,
  online: true,
  once: 'visit',
} as const;

const widget: Widget = {
  id: 'w',
  key: 'wk_1',
  name: 'Shop',
  enabled: true,
  inherits: ['accent_color', 'logo_url', 'look', 'size', 'position', 'bubble_icon'],
  previous_key: null,
  previous_key_until: null,
  installed: null,
  created_at: at,
  updated_at: at,
  ...USUAL,
  primary_color: '#112233',
  theme: 'dark',
  offset_x: 20,
  offset_y: 24,
  custom_css: '',
  title: '',
  greeting_message: 'Hello',
  offline_message: 'Away',
  auto_open: false,
  auto_open_delay: 5,
  show_agent_avatars: true,
  show_typing_indicator: true,
  sound: true,
  powered_by: false,
  language: null,
  texts: { de: { write: 'Schreiben Sie' } },
  proactive_rules: [{ ...rule, urls: [...rule.urls] }],
  allowed_domains: [],
  business_hours: null,
  pre_chat: { mode: 'always', fields: [field] },
  department_ids: ['d1'],
  bot: { enabled: false, name: '', avatar_url: null, greeting: '' },
};

const department = (id: string, name: string): Department => ({
  id,
  name,
  description: '',
  position: 0,
  members: [],
  routing: { mode: 'manual', capacity: null },
  business_hours: null,
  online: true,
  created_at: at,
});

const organization = {
  name: 'Fern & Oak',
  consent_required: true,
  tracking: false,
  typing_preview: true,
  attachments: false,
  attachment_megabytes: 3,
  theme: { primary_color: '#445566', accent_color: '#778899', size: 'large' },
} as Organization;

const around: Around = {
  key: 'wk_1',
  organization,
  departments: [department('d1', 'Sales'), department('d2', 'Support')],
  isOnline: true,
  backAt: null,
  agent: { id: 'a', name: 'Ada', avatar_url: null },
  bot: { enabled: false, name: '', avatar_url: null, greeting: 'I am Fern.' },
  hasOwnBrand: true,
  language: null,
};

const values = valuesOf(widget);
const seen = (changes: Partial<typeof values> = {}, more: Partial<Around> = {}) =>
  publicConfigOf({ ...values, ...changes }, { ...around, ...more });

describe('what the preview shows', () => {
  test('A4: what is the widget’s own, else the organization’s, else as is usual', () => {
    const { primary_color, accent_color, size, look, theme } = seen();
    assert.deepEqual(
      [primary_color, accent_color, size, look, theme],
      ['#112233', '#778899', 'large', 'classic', 'dark'],
    );
    assert.equal(seen({ primaryColor: null }).primary_color, '#445566');
  });

  test('I11: what the bot says first, where it answers', () => {
    assert.equal(seen({ greetingMessage: 'Hello' }).greeting_message, 'Hello');
    const bot = { ...around.bot, enabled: true };
    assert.equal(seen({ greetingMessage: 'Hello' }, { bot }).greeting_message, 'I am Fern.');
    assert.equal(
      seen({ greetingMessage: 'Hello' }, { bot: { ...bot, greeting: '' } }).greeting_message,
      'Hello',
    );
  });

  test('A4: what is only half written is not shown', () => {
    assert.equal(seen({ primaryColor: '#ab' }).primary_color, '#445566');
    assert.equal(seen({ logoUrl: 'http://a.example/l.png' }).logo_url, null);
    assert.deepEqual([seen({ offsetX: '' }).offset_x, seen({ offsetX: '9999' }).offset_x], [20, 400]);
    const choice: PreChatField = { ...field, type: 'select' };
    assert.deepEqual(
      seen({ preChat: { mode: 'always', fields: [{ ...choice, uid: 'x' }] } }).pre_chat.fields,
      [],
    );
  });

  test('A4: the title is the organization’s name, and the organization’s own settings hold', () => {
    const { title, consent_required, typing_preview, attachments, attachment_megabytes } = seen();
    assert.deepEqual(
      [title, consent_required, typing_preview, attachments, attachment_megabytes],
      ['Fern & Oak', true, true, false, 3],
    );
    assert.equal(seen({ title: ' Help ' }).title, 'Help');
  });

  test('W14: the switch says who is there, in every department that is offered', () => {
    assert.deepEqual(seen().departments, [{ id: 'd1', name: 'Sales', description: '', online: true }]);
    assert.equal(seen({ departmentIds: null }).departments.length, 2);
    const away = seen({}, { isOnline: false, backAt: at });
    assert.deepEqual([away.online, away.agents, away.back_at], [false, [], at]);
    assert.equal(seen({ showAgentAvatars: false }).agents.length, 0);
  });

  test('A7: a plan that needs our name shows it', () => {
    assert.equal(seen().powered_by, false);
    assert.equal(seen({}, { hasOwnBrand: false }).powered_by, true);
  });

  test('W5: it speaks the language whose words are written', () => {
    assert.deepEqual([seen().language, seen({}, { language: 'de' }).language], [null, 'de']);
  });
});

describe('what the server is told', () => {
  test('A4: numbers are numbers again, and lines are entries', () => {
    const [written] = values.proactiveRules;
    assert.equal(written?.urls, '/pricing\n/shop/*');
    const changes = changesOf({
      offsetX: '8',
      autoOpenDelay: ' ',
      proactiveRules: [{ ...(written as NonNullable<typeof written>), urls: ' /a \n\n/b' }],
    });
    assert.deepEqual(changes.offsetX, 8);
    assert.equal(changes.autoOpenDelay, null, 'as is usual');
    assert.deepEqual(changes.proactiveRules?.[0]?.urls, ['/a', '/b']);
  });

  test('A6: of a form the server learns what belongs to it', () => {
    const fields = [{ ...field, uid: 'x', placeholder: '', options: ['A', '', ' '] }];
    const { preChat } = changesOf({ preChat: { mode: 'offline', fields } });
    assert.deepEqual(preChat, { mode: 'offline', fields: [{ ...field, options: ['A'] }] });
  });

  test('A4: to follow the organization again is a change too', () => {
    assert.deepEqual(changesOf({ primaryColor: null }), { primaryColor: null });
    assert.deepEqual([values.primaryColor, values.size], ['#112233', null]);
  });

  test('S7: what cannot be sent names the field as the server would', () => {
    const [written] = values.proactiveRules;
    const wrong = [{ ...(written as NonNullable<typeof written>), scroll: 'half' }];
    assert.throws(
      () => changesOf({ proactiveRules: wrong }),
      (error: { fields: object }) => 'proactiveRules[0].scroll' in error.fields,
    );
    assert.throws(() => changesOf({ offsetY: '-1' }));
  });

  test('A4: every field has its section', () => {
    for (const [name, place] of Object.entries({
      'preChat.fields[0].label': 'form',
      'businessHours.days.mon[0]': 'hours',
      'allowedDomains[1]': 'sites',
      'proactiveRules[0].message': 'speaking',
      greetingMessage: 'words',
      logoUrl: 'look',
    }))
      assert.equal(placeOf(name), place, name);
    assert.equal(sectionOf('nothing').id, 'look');
  });
});

describe('a form before the chat', () => {
  test('A6: a new field has a name that no other has, and one that fills the customer if there is one', () => {
    const [email, name] = [newQuestion('email', []), newQuestion('text', [])];
    assert.deepEqual([email.id, name.id, name.label], ['email', 'name', 'Name']);
    assert.equal(newQuestion('email', [email]).id, 'email_1');
    const list = newQuestion('select', []);
    assert.deepEqual([list.options.length, newQuestion('consent', []).required], [2, true]);
  });

  test('A6: what a type has none of goes with the type', () => {
    const list = { ...newQuestion('select', []), pattern: null };
    assert.deepEqual(ofType(list, 'text').options, []);
    assert.deepEqual(ofType(list, 'radio').options, list.options);
    assert.equal(ofType({ ...list, url: 'https://a.example' }, 'consent').url, 'https://a.example');
  });
});

test('A6: what an entry lets in is said in words', () => {
  for (const [entry, words] of Object.entries({
    'example.com': 'Only example.com.',
    'https://example.com/': 'Only example.com, by https only.',
    '*.example.com': 'Every site below example.com, such as shop.example.com, but not example.com itself.',
    'localhost:3000': 'Only localhost, at port 3000.',
    localhost: 'Only localhost, at any port.',
    'exa mple': '',
    '': '',
  }))
    assert.equal(wordsOfDomain(entry), words, entry);
});

test('W14: hours that are written begin again at the next of them', () => {
  const days = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  const hours = (more: object, holidays: string[] = []) => ({
    timezone: 'Europe/Berlin',
    days: { ...days, ...more },
    holidays,
  });
  const saturday = new Date('2026-11-21T12:00:00Z');
  const mondays = { mon: [['09:00', '17:00'] as [string, string]] };
  assert.equal(backAt(hours(mondays), saturday), '2026-11-23T08:00:00.000Z');
  assert.equal(backAt(hours(mondays, ['2026-11-23']), saturday), '2026-11-30T08:00:00.000Z');
  assert.equal(backAt(hours({}), saturday), null);
  assert.equal(backAt({ ...hours(mondays), timezone: 'Eur' }, saturday), '2026-11-23T09:00:00.000Z');
});
