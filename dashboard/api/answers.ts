/** The calls about what the bot answers, one line each. */
import type {
  BotEntry,
  BotEntryId,
  ChangeBotEntry,
  List,
  NewBotEntry,
  TriedBot,
} from '../../widget/protocol/generated.ts';
import { call } from './client.ts';

const PATH = '/api/bot/entries';
const of = (id: BotEntryId) => `${PATH}/${encodeURIComponent(id)}`;

export const answers = (signal?: AbortSignal) => call<List<BotEntry>>('GET', PATH, undefined, signal);
export const createAnswer = (body: NewBotEntry) => call<BotEntry>('POST', PATH, body);
export const changeAnswer = (id: BotEntryId, change: ChangeBotEntry) =>
  call<BotEntry>('PATCH', of(id), change);
export const removeAnswer = (id: BotEntryId) => call<void>('DELETE', of(id));
export const tryBot = (question: string) => call<TriedBot>('POST', '/api/bot/try', { question });
