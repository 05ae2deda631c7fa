/** What the page around us asks for. */
import type { ToFrame, User } from '../../bridge.ts';
import type { Identified, Page, PublicConfig, TrackedEvent, UserData } from '../../protocol/generated.ts';
import type { isRefused } from '../api.ts';
import type { Chat } from '../chat.ts';
import type { dress } from '../look.ts';
import type { isAsked } from '../state.ts';
import type { choose } from '../tongue.ts';

/** What is loaded already; imported, it would have to be loaded in more pieces. */
export interface Means {
  choose: typeof choose;
  dress: typeof dress;
  isAsked: typeof isAsked;
  isRefused: typeof isRefused;
}

type Asked = Exclude<ToFrame, { type: 'opened' | 'closed' | 'proactive' }>;

export async function obey(asked: Asked, chat: Chat, means: Means): Promise<void> {
  switch (asked.type) {
    case 'send':
      return send(chat, asked.text, means);
    case 'identify':
      return identify(chat, asked.user, means);
    case 'reset':
      return reset(chat);
    case 'consent':
      return consent(chat);
    case 'track':
      return track(chat, { name: asked.name, data: asObject(asked.data) });
    case 'page':
      return goTo(chat, asked.page);
    case 'setLanguage':
      return setLanguage(chat, asked.language, means);
    case 'setTheme':
      return setTheme(chat, asked.theme, means);
    case 'config':
      return wear(chat, asked.config, means);
    case 'shown':
      return shown(chat);
    case 'dismissed':
      return chat.store.state.thread?.talk.dismiss();
    default:
      chat.store.change({ details: { ...chat.store.state.details, departmentId: asked.department } });
  }
}

/** Where a form must be answered first, the words wait in it. */
async function send(chat: Chat, text: string, { isAsked }: Means): Promise<void> {
  await shown(chat);
  if (isAsked(chat.store.state)) chat.store.change({ draft: text });
  else await chat.send(text);
}

/** A session that has begun for the trail alone hears of it. */
async function shown(chat: Chat): Promise<void> {
  if (!chat.api.unopened) return;
  chat.api.unopened = false;
  await chat.session();
  await chat.api.init();
}

/** Before there is a session it is only remembered for it: nobody has opened the chat yet. */
async function identify(chat: Chat, user: User, { isRefused }: Means): Promise<void> {
  const { api } = chat;
  const { token } = user;
  const person = token ? { identityToken: token } : { userData: describe(user) };
  api.person = person;
  if (!chat.isOpened) return;
  await chat.session();
  // Perhaps that very session has begun with it.
  if (api.person !== person) return;
  api.person = {};
  const before = chat.store.state.customer;
  try {
    const answer = await api.asVisitor<Identified>('identify', token ? { token } : describe(user));
    api.adopt(answer);
    if (before && before.id !== answer.widget_customer.id) comeBack(chat);
    else chat.store.change({ customer: answer.widget_customer });
  } catch (problem) {
    // Whoever is named wrongly is not whoever was here before.
    if (token && isRefused(problem, 401)) forget(chat);
    throw problem;
  }
}

function forget(chat: Chat): void {
  chat.api.forget();
  comeBack(chat);
}

/** What tells of a person. Sound and language are the device's; other widgets and their visitors are left alone. */
const PERSONAL = /^chatdesk[.:](?!sound$|language$|wk_|begun )/;

function clear(): void {
  try {
    for (const name of Object.keys(localStorage))
      if (PERSONAL.test(name) || name === `chatdesk.begun ${location.pathname}`)
        localStorage.removeItem(name);
  } catch {
    // Nothing is kept where there is no storage.
  }
}

/** What is not ours to name are fields of the site's own. */
function describe({ name, email, phone, userId, token: _, ...others }: User): UserData {
  const customFields: { [field: string]: string } = userId ? { user_id: String(userId) } : {};
  for (const [field, value] of Object.entries(others))
    if (isPlain(value)) customFields[field] = String(value);
  const known = Object.entries({ name, email, phone }).filter(([, value]) => typeof value === 'string');
  return { ...Object.fromEntries(known), customFields };
}

const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

/** Whoever uses this browser next shall see nothing of it, also when the server cannot be told. */
async function reset(chat: Chat): Promise<void> {
  const { api } = chat;
  const ended = api.token ? api.asVisitor('reset', {}).catch(() => {}) : undefined;
  api.person = {};
  chat.store.change({ details: null });
  await ended;
  forget(chat);
  clear();
}

/** As somebody else, with what is theirs. */
function comeBack(chat: Chat): void {
  chat.leave();
  const { open } = chat.store.state;
  if (open || chat.api.token) chat.open();
  else chat.store.change({ phase: 'ready' });
}

async function consent(chat: Chat): Promise<void> {
  chat.api.consent = true;
  if (chat.api.token) await chat.api.init();
}

async function goTo(chat: Chat, page: Page): Promise<void> {
  chat.api.page = page;
  const { url, title } = page;
  await track(chat, { name: 'page_view', data: {}, ...(url && { url }), ...(title && { title }) });
}

/** Only what the organization wants to know, of those who do not mind. */
async function track(chat: Chat, event: TrackedEvent): Promise<void> {
  const { config, open, isInline } = chat.store.state;
  if (!mayTrack(config, chat.api.consent)) return;
  if (!chat.isOpened) chat.api.unopened = !open || isInline;
  await chat.session();
  await chat.api.asVisitor('track', { events: [event] });
}

function mayTrack({ tracking, consent_required }: PublicConfig, consented: boolean): boolean {
  const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
  return tracking && (consented || !consent_required) && doNotTrack !== '1' && !globalPrivacyControl;
}

const asObject = (data: unknown) => (typeof data === 'object' && data !== null ? data : {});

async function setLanguage(chat: Chat, language: string, { choose }: Means): Promise<void> {
  const { config } = chat.store.state;
  await choose(config, [language, ...navigator.languages]);
  chat.store.change({ config: { ...config, language } });
}

/** As a widget with this configuration would be from the start. */
async function wear(chat: Chat, config: PublicConfig, { choose, dress }: Means): Promise<void> {
  await choose(config, [config.language, ...navigator.languages]);
  document.title = config.title;
  chat.store.change({ config });
  dress(config);
}

function setTheme(chat: Chat, theme: string, { dress }: Means): void {
  const { config } = chat.store.state;
  const isOurs = (name: string): name is PublicConfig['theme'] => ['light', 'dark', 'auto'].includes(name);
  if (!isOurs(theme)) throw new TypeError(`there is no theme "${theme}"`);
  chat.store.change({ config: { ...config, theme } });
  dress({ ...config, theme });
}
