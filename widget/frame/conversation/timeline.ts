/** Puts messages in the order and the groups in which they are read. Pure: the same state gives the same list. */
import type { Message, Sender } from '../../protocol/generated.ts';
import type { Pending } from '../../transport/room.ts';
import type { ChatState } from '../state.ts';

const TOGETHER = 2 * 60_000;

export interface Line {
  key: string;
  body: string;
  at: number;
  attachments: Message['attachments'];
  message?: Message;
  /** Not acknowledged yet, or refused. */
  pending?: Pending;
}
export interface Group {
  type: 'group';
  key: string;
  /** Nobody when it is the visitor. */
  sender: Sender | null;
  lines: Line[];
}
export type Item =
  | { type: 'day'; key: string; at: number }
  | { type: 'event'; key: string; message: Message }
  | Group;
export type Delivery = 'sending' | 'sent' | 'delivered' | 'seen';

export function timeline(
  { messages, pending }: Pick<ChatState, 'messages' | 'pending'>,
  now: number,
): Item[] {
  const items: Item[] = [];
  for (const message of messages) addMessage(items, message);
  const shown = new Set(messages.map(({ client_id }) => client_id));
  for (const one of pending) if (!shown.has(one.clientId)) addLine(items, null, pendingLine(one, now));
  return items;
}

/** The state of the visitor's last words; nothing when they were refused, for that is said beside them. */
export function delivery({
  messages,
  pending,
  agents,
}: Pick<ChatState, 'messages' | 'pending' | 'agents'>): Delivery | null {
  const last = pending.at(-1);
  if (last && !messages.some(({ client_id }) => client_id === last.clientId))
    return last.state === 'sending' ? 'sending' : null;
  const seq = messages.findLast(({ sender }) => sender.kind === 'visitor')?.seq;
  if (seq === undefined) return null;
  if (seq <= agents.read) return 'seen';
  return seq <= agents.delivered ? 'delivered' : 'sent';
}

function addMessage(items: Item[], message: Message): void {
  const { id, client_id, kind, sender, body, attachments, created_at } = message;
  const at = Date.parse(created_at);
  if (kind === 'event') {
    startDay(items, at);
    items.push({ type: 'event', key: id, message });
  } else {
    const own = sender.kind === 'visitor';
    // What we sent keeps the key it had while pending, so that its bubble stays where it is.
    addLine(items, own ? null : sender, { key: (own && client_id) || id, body, at, attachments, message });
  }
}

function pendingLine(pending: Pending, now: number): Line {
  const { clientId: key, body, files: attachments = [] } = pending;
  return { key, body, at: now, attachments, pending };
}

function addLine(items: Item[], sender: Sender | null, line: Line): void {
  startDay(items, line.at);
  const last = items.at(-1);
  if (last?.type === 'group' && continues(last, sender, line)) last.lines.push(line);
  else items.push({ type: 'group', key: line.key, sender, lines: [line] });
}

function continues({ sender: before, lines }: Group, sender: Sender | null, line: Line): boolean {
  return before?.id === sender?.id && line.at - (lines.at(-1)?.at ?? 0) <= TOGETHER;
}

function startDay(items: Item[], at: number): void {
  const day = new Date(at).toDateString();
  const last = items.findLast((item) => item.type !== 'event');
  const before = last?.type === 'group' ? last.lines.at(-1)?.at : last?.type === 'day' ? last.at : undefined;
  const known = before !== undefined && new Date(before).toDateString() === day;
  if (!known) items.push({ type: 'day', key: day, at });
}
