/** The calls about what the bot answers, one line each. */
import type {
  BotEntry,
  BotEntryId,
  BotModel,
  BotPage,
  BotPageId,
  BotPageText,
  BotReport,
  BotSynonyms,
  ChangeBotEntry,
  ChangeBotPage,
  List,
  NewBotEntry,
  NewBotPage,
  TriedBot,
} from '../../widget/protocol/generated.ts';
import { call } from './client.ts';

const PATH = '/api/bot/entries';
const PAGES = '/api/bot/pages';
const SYNONYMS = '/api/bot/synonyms';
const of = (id: BotEntryId) => `${PATH}/${encodeURIComponent(id)}`;
const ofPage = (id: BotPageId) => `${PAGES}/${encodeURIComponent(id)}`;

export const answers = (signal?: AbortSignal) => call<List<BotEntry>>('GET', PATH, undefined, signal);
export const createAnswer = (body: NewBotEntry) => call<BotEntry>('POST', PATH, body);
export const changeAnswer = (id: BotEntryId, change: ChangeBotEntry) =>
  call<BotEntry>('PATCH', of(id), change);
export const removeAnswer = (id: BotEntryId) => call<void>('DELETE', of(id));
export const botPages = (signal?: AbortSignal) => call<List<BotPage>>('GET', PAGES, undefined, signal);
export const botPage = (id: BotPageId, signal?: AbortSignal) =>
  call<BotPageText>('GET', ofPage(id), undefined, signal);
export const createBotPage = (body: NewBotPage) => call<BotPageText>('POST', PAGES, body);
export const changeBotPage = (id: BotPageId, change: ChangeBotPage) =>
  call<BotPageText>('PATCH', ofPage(id), change);
export const removeBotPage = (id: BotPageId) => call<void>('DELETE', ofPage(id));
export const botSynonyms = (signal?: AbortSignal) => call<BotSynonyms>('GET', SYNONYMS, undefined, signal);
export const setBotSynonyms = (body: BotSynonyms) => call<BotSynonyms>('PUT', SYNONYMS, body);
export const botModel = (signal?: AbortSignal) => call<BotModel>('GET', '/api/bot/model', undefined, signal);
export const tryBot = (question: string) => call<TriedBot>('POST', '/api/bot/try', { question });
export const botReport = (signal?: AbortSignal) =>
  call<BotReport>('GET', '/api/reports/bot', undefined, signal);
