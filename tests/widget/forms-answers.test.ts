// What is asked, what is known already, and what becomes of the answers until there is a conversation.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Api } from '../../widget/frame/api.ts';
import { takeBack } from '../../widget/frame/forms/back.ts';
import { Carried } from '../../widget/frame/forms/carried.ts';
import { emailOf, timeLeft, unansweredSince } from '../../widget/frame/forms/contact/facts.ts';
import { kept } from '../../widget/frame/forms/kept.ts';
import {
  answerTo,
  detailsOf,
  type Question,
  questionsOf,
  refused,
  refusedElsewhere,
  words,
} from '../../widget/frame/forms/questions.ts';
import { type ChatState, createState, isAsked, unanswered } from '../../widget/frame/state.ts';
import type {
  HandedOver,
  PreChat,
  Problem,
  PublicConfig,
  WidgetCustomer,
} from '../../widget/protocol/generated.ts';
import { message } from './fakes/frames.ts';

const storage = new Map<string, string>();
Object.assign(globalThis, {
  localStorage: {
    getItem: (name: string) => storage.get(name) ?? null,
    setItem: (name: string, value: string) => void storage.set(name, value),
    removeItem: (name: string) => void storage.delete(name),
  },
});
beforeEach(() => storage.clear());

const field = { required: false, placeholder: null, options: [], pattern: null, url: null };
const NAME = { ...field, id: 'name', type: 'text' as const, label: 'Name', required: true };
const SIZE = { ...field, id: 'size', type: 'radio' as const, label: 'Size', options: ['S', 'M'] };
const NEWS = { ...field, id: 'news', type: 'checkbox' as const, label: 'News' };
const AGREE = { ...field, id: 'agree', type: 'consent' as const, label: 'I agree', required: true };
const EMAIL = { ...field, id: 'email', type: 'email' as const, label: 'Email' };
const department = (id: string) => ({ id, name: id, description: '', online: true });

const configOf = (mode: PreChat['mode'], fields: PreChat['fields'], more: Partial<PublicConfig> = {}) =>
  ({
    pre_chat: { mode, fields },
    departments: [],
    online: true,
    bot: false,
    ...more,
  }) as unknown as PublicConfig;
const stateOf = (config: PublicConfig, more: Partial<ChatState> = {}): ChatState => ({
  ...createState(config).state,
  ...more,
});
const keysOf = (state: ChatState) => questionsOf(state).map(({ key }) => key);
const customerOf = (more: Partial<WidgetCustomer>) => ({ custom_fields: {}, ...more }) as WidgetCustomer;
const away = { online: false };

test('W7: a form is asked always, never or when offline; who is away has one to say so', () => {
  const asked = (...given: Parameters<typeof configOf>) => isAsked(stateOf(configOf(...given)));
  assert.deepEqual(
    [asked('always', [NAME]), asked('never', [NAME]), asked('offline', [NAME]), asked('always', [])],
    [true, false, false, false],
  );
  assert.deepEqual([asked('offline', [NAME], away), asked('never', [], away)], [true, true]);
  const bot = { ...away, bot: true };
  const withBot = [asked('offline', [NAME], bot), asked('never', [], bot), asked('always', [NAME], bot)];
  assert.deepEqual(withBot, [false, false, true], 'the bot is there, also when nobody is');
});

test('W7: what the page has chosen answers no form, and who talks already is asked nothing', () => {
  const state = stateOf(configOf('always', [AGREE]));
  assert.equal(isAsked({ ...state, details: { departmentId: 'd' } }), true, 'consent is not skipped');
  assert.equal(isAsked({ ...state, details: { preChatData: {} } }), false);
  assert.equal(isAsked({ ...state, conversation: { id: 'c' } as ChatState['conversation'] }), false);
});

test('W8: departments are asked first, when there are several and the page has chosen none', () => {
  const config = configOf('always', [NAME], { departments: [department('a'), department('b')] });
  assert.deepEqual(keysOf(stateOf(config)), ['departmentId', 'preChatData.name', 'message.body']);
  const chosen = stateOf(config, { details: { departmentId: 'b' } });
  assert.deepEqual(keysOf(chosen), ['preChatData.name', 'message.body']);
  const one = stateOf(configOf('never', [], { departments: [department('a')] }));
  assert.deepEqual([isAsked(one), keysOf(one)], [false, ['message.body']]);
});

test('W14, I11: where the bot is there nobody has to leave an email', () => {
  const config = configOf('always', [SIZE], { ...away, bot: true });
  assert.deepEqual(keysOf(stateOf(config)), ['preChatData.size', 'message.body']);
});

test('W14: when nobody is there, an email is asked once', () => {
  const keys = (fields: PreChat['fields'], more: Partial<ChatState> = {}) =>
    keysOf(stateOf(configOf('offline', fields, away), more)).slice(0, -1);
  assert.deepEqual(keys([]), ['customerData.name', 'customerData.email']);
  assert.deepEqual(keys([SIZE]), ['preChatData.size', 'customerData.email']);
  assert.deepEqual(keys([EMAIL]), ['preChatData.email']);
  assert.deepEqual(keys([SIZE], { customer: customerOf({ email: 'a@b.co' }) }), ['preChatData.size']);
});

test('W7: answers go where the server looks for them; a box that is not ticked says no', () => {
  const config = configOf('offline', [NAME, NEWS, SIZE], {
    ...away,
    departments: [department('a'), department('b')],
  });
  const answers: { [key: string]: string } = {
    departmentId: 'b',
    'preChatData.name': 'Ada',
    'customerData.email': 'a@b.co',
  };
  assert.deepEqual(detailsOf(questionsOf(stateOf(config)), { customer: null, answers, draft: 'Hello' }), {
    departmentId: 'b',
    preChatData: { name: 'Ada', news: 'false' },
    customerData: { email: 'a@b.co' },
  });
});

test('W7: what is known is filled in, unless it fits no more; nobody consents but anew', () => {
  const customer = customerOf({
    full_name: 'Ada',
    email: 'ada@example.com',
    custom_fields: { size: 'XXL', agree: 'true', news: 'true' },
  });
  const state = stateOf(configOf('always', [NAME, EMAIL, SIZE, NEWS, AGREE]), { customer });
  const filled = (state: ChatState) => questionsOf(state).map((question) => answerTo(question, state));
  assert.deepEqual(filled(state), ['Ada', 'ada@example.com', '', 'true', '', '']);
  const answers = { 'preChatData.name': 'Grace', 'preChatData.size': '', 'preChatData.agree': 'true' };
  const draft = 'Hello';
  assert.deepEqual(
    filled({ ...state, answers, draft }),
    ['Grace', 'ada@example.com', '', 'true', 'true', 'Hello'],
    'but for what was written',
  );
});

test('S7: what the server refuses is said beside its answer, or above all', () => {
  const error = (field: string) => ({ field, code: 'required', detail: 'This is required.' });
  const state = stateOf(configOf('always', [NAME, SIZE, AGREE]), {
    refusal: { errors: [error('preChatData.agree'), error('preChatData.new')] } as Partial<Problem>,
  });
  const questions = questionsOf(state);
  assert.deepEqual(
    questions.map(({ key }) => refused(state, key)?.code),
    [undefined, undefined, 'required', undefined],
  );
  assert.equal(refusedElsewhere(state, questions)?.field, 'preChatData.new');
  const [name, size, agree] = questions as [Question, Question, Question];
  const said = (code: string, question: Question, count?: number) =>
    words({ code, ...(count && { count }) }, question);
  assert.deepEqual(
    [said('required', name), said('required', size), said('required', agree), said('too_long', name, 100)],
    [
      'Please fill this in.',
      'Please choose.',
      'Please tick this to go on.',
      'At most 100 characters, please.',
    ],
  );
  assert.equal(said('what_is_this', name), 'Please check this answer.');
});

test('W8: starting again asks for the department, but not for the page’s own choice', () => {
  const state = stateOf(configOf('never', []));
  const details = { departmentId: 'a', preChatData: {} };
  assert.equal(unanswered({ ...state, details, answers: { departmentId: 'a' } }), null);
  assert.deepEqual(unanswered({ ...state, details }), { departmentId: 'a' });
});

function carry(details: ChatState['details']) {
  const config = configOf('always', [NAME]);
  const store = createState(config);
  store.change({ details });
  return { store, carried: new Carried({} as Api, store) };
}

test('W9: answers wait as long as the first words, in whichever page sends them', () => {
  const details = { preChatData: { name: 'Ada' } };
  assert.deepEqual(carry(details).carried.with({ clientId: 'one' }), details);
  const { carried } = carry(null);
  assert.deepEqual(carried.with({ clientId: 'one' }), details);
  assert.equal(carry(null).carried.with({ clientId: 'other' }), null);
  carried.forget();
  assert.equal(storage.size, 0, 'nothing stays behind');
});

test('W9: of pages that died, only a few are remembered', () => {
  for (const id of ['1', '2', '3', '4', '5', '6']) carry({ preChatData: {} }).carried.with({ clientId: id });
  assert.deepEqual([kept('1'), kept('6')], [undefined, { preChatData: {} }]);
});

test('W9: a storage that refuses or holds nonsense costs nothing', () => {
  storage.set('chatdesk:answers', '{"not":"a list"}');
  assert.equal(kept('one'), undefined);
  const broken = () => {
    throw new DOMException('No.', 'SecurityError');
  };
  const working = globalThis.localStorage;
  Object.assign(globalThis, { localStorage: { getItem: broken, setItem: broken, removeItem: broken } });
  const details = { preChatData: {} };
  assert.deepEqual(carry(details).carried.with({ clientId: 'one' }), details);
  Object.assign(globalThis, { localStorage: working });
});

test('W7: refused answers come back, into the form as it is now', async () => {
  const store = createState(configOf('always', [NAME]));
  const fresh = { ...configOf('always', [NAME, AGREE]), back_at: null, agents: [] };
  const api = { init: async () => ({ config: fresh }) } as unknown as Api;
  const refusal = { errors: [{ field: 'preChatData.agree', code: 'required', detail: '' }] };
  const sent = { departmentId: 'd', preChatData: { name: 'Ada' }, customerData: { email: 'a@b.co' } };
  await takeBack(api, store, sent, refusal);
  const { state } = store;
  const answers = { departmentId: 'd', 'preChatData.name': 'Ada', 'customerData.email': 'a@b.co' };
  assert.deepEqual([state.answers, state.refusal, isAsked(state)], [answers, refusal, true]);
  assert.deepEqual(keysOf(state), ['preChatData.name', 'preChatData.agree', 'message.body']);
});

test('W8: a department that is no more is not asked for again', async () => {
  const store = createState(configOf('never', []));
  store.change({ details: { departmentId: 'gone' } });
  const api = { init: () => Promise.reject(new TypeError('Failed to fetch')) } as unknown as Api;
  await takeBack(api, store, {}, { errors: [{ field: 'departmentId', code: 'unknown', detail: '' }] });
  assert.equal(store.state.details, null);
});

const own = (seq: number) =>
  message(seq, { sender: { kind: 'visitor', id: 'v', name: '', avatar_url: null } });
const theirs = (seq: number) =>
  message(seq, { sender: { kind: 'agent', id: 'a', name: 'Ada', avatar_url: null } });
const conversation = { id: 'c', status: 'waiting', widget_customer: { email: null }, pre_chat_data: {} };

test('W24: whoever waits for a first answer is asked after two minutes, never after an answer', () => {
  const facts = { conversation: conversation as unknown as ChatState['conversation'], customer: null };
  const since = (messages: ChatState['messages'], more = {}) =>
    unansweredSince({ ...facts, messages, ...more });
  const at = Date.parse(own(1).created_at);
  assert.deepEqual([since([]), since([own(1), own(2)]), since([own(1), theirs(2)])], [null, at, null]);
  assert.equal(since([own(1)], { conversation: { ...conversation, status: 'closed' } }), null);
  assert.deepEqual(
    [at, at + 30_000, at + 999_999, at - 999_999].map((now) => timeLeft(at, now, true)),
    [120_000, 90_000, 0, 120_000],
  );
  assert.equal(timeLeft(at, at, false), 0, 'where nobody is, at once');
});

test('W24, I11: whoever the bot left to a person is asked, and nobody while it answers', () => {
  const bots = message(2, { sender: { kind: 'bot', id: 'bot', name: 'Fern', avatar_url: null } });
  const data: HandedOver = { why: 'unsure', summary: '', question: null, asked_seq: null };
  const left = message(3, { kind: 'event', sender: bots.sender, event: { type: 'bot_handed_over', data } });
  left.created_at = '2026-11-22T12:00:00.000Z';
  const since = (messages: ChatState['messages'], bot: boolean) =>
    unansweredSince({
      messages,
      customer: null,
      conversation: { ...conversation, bot } as unknown as ChatState['conversation'],
    });
  assert.equal(since([own(1), bots], true), null);
  assert.equal(since([own(1), bots, left], false), Date.parse(left.created_at));
  assert.equal(since([own(1), bots, left, theirs(4)], false), null);
});

test('W24: an email is known from the visitor, the conversation or the form', () => {
  const from = (widget: string | null, form?: string, customer?: string) =>
    emailOf({
      messages: [],
      customer: customer ? customerOf({ email: customer }) : null,
      conversation: {
        ...conversation,
        widget_customer: { email: widget },
        pre_chat_data: form ? { email: form } : {},
      } as unknown as ChatState['conversation'],
    });
  assert.deepEqual(
    [from('w@b.co', 'f@b.co'), from(null, 'f@b.co'), from(null, undefined, 'c@b.co'), from(null)],
    ['w@b.co', 'f@b.co', 'c@b.co', null],
  );
});
