/** What the server would say to this visitor, from memory. */
import type {
  Conversation,
  DepartmentInfo,
  Identified,
  InitAnswer,
  List,
  MessagePage,
  Presence,
  RatingRequest,
  SentMessage,
  StartConversation,
  StartedConversation,
} from '../../protocol/generated.ts';
import { newId } from '../../transport/uuid.ts';
import { fileOf } from './files.ts';
import { draft, named, newVisitor, now, visitor } from './people.ts';
import { Room, rooms } from './room.ts';

type Answer = [status: number, body?: object];
type Said = StartConversation & RatingRequest & { body?: string; attachments?: string[] };

const THIRTY_DAYS = 30 * 86_400_000;
const NOTHING: Answer = [204];

/** The call's path after `/api/widget/`. */
export function answer(method: string, pathname: string, said: Partial<Said>): Answer {
  const [, what = '', id = '', more = ''] = /widget\/([^/]+)\/?([^/]*)\/?(.*)$/.exec(pathname) ?? [];
  if (what === 'init') return [201, init()];
  if (what === 'identify') return [200, identified()];
  if (what === 'reset') return forget();
  if (what === 'departments') return [200, listOf<DepartmentInfo>(draft().config.departments)];
  if (what === 'presence') return [200, presence()];
  if (what !== 'conversations') return NOTHING;
  if (id) return about(rooms.get(id), method, more, said);
  return method === 'POST' ? [201, start(said)] : [200, listOf<Conversation>(all())];
}

const all = () => [...rooms.values()].map(({ conversation }) => conversation);
const listOf = <T>(items: T[]): List<T> => ({ items, next_cursor: null });

const session = () => ({
  session_token: 'st_preview',
  visitor_id: visitor().visitor_id,
  expires_at: new Date(Date.now() + THIRTY_DAYS).toISOString(),
  widget_customer: visitor(),
});

const lastOpen = () => all().findLast(({ status }) => status !== 'closed') ?? null;

const identified = (): Identified => ({ ...session(), conversation: lastOpen() });

function init(): InitAnswer {
  const { config } = draft();
  return { ...identified(), departments: config.departments, config, reply_time: null };
}

function presence(): Presence {
  const { online, back_at, agents } = draft().config;
  return { online, back_at, agents, reply_time: null };
}

function forget(): Answer {
  for (const room of rooms.values()) room.end();
  rooms.clear();
  newVisitor();
  return NOTHING;
}

function start({
  departmentId,
  preChatData = {},
  customerData = {},
  message,
}: Partial<Said>): StartedConversation {
  named({ ...preChatData, ...customerData });
  const room = new Room(departmentId ?? null, preChatData);
  rooms.set(room.conversation.id, room);
  const first = message && room.hear(message.clientId, message.body, files(message.attachments));
  return { conversation: room.conversation, ...(first && { message: first }) };
}

const files = (ids: string[] = []) => ids.flatMap((id) => fileOf(id) ?? []);

function about(room: Room | undefined, method: string, what: string, said: Partial<Said>): Answer {
  if (!room) return [404, { code: 'not_found', status: 404 }];
  const { conversation, messages } = room;
  if (what === 'close') room.close();
  if (what === 'rating')
    room.change({ rating: { score: said.score ?? 0, comment: said.comment ?? null, rated_at: now() } });
  if (what === '' || what === 'rating')
    return [200, { conversation: room.conversation } satisfies StartedConversation];
  if (what !== 'messages') return NOTHING;
  if (method === 'POST') {
    const message = room.hear(newId(), said.body ?? '', files(said.attachments));
    return [201, { message } satisfies SentMessage];
  }
  return [200, { items: messages, last_seq: conversation.last_seq, next_cursor: null } satisfies MessagePage];
}
