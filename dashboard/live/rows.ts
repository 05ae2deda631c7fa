/** What the thread shows, line by line: separators between days, events, and messages in groups. */
import type { AgentId, Attachment, Event, Message, Sender } from '../../widget/protocol/generated.ts';
import type { Pending } from '../../widget/transport/outbox.ts';
import { type Thread, visitorMarks } from './thread.ts';

/** A message, stored or still on its way. */
export interface Bubble {
  side: 'visitor' | 'team';
  isNote: boolean;
  /** Said by whoever is looking. */
  isMine: boolean;
  sender: Sender | null;
  body: string;
  attachments: readonly Attachment[];
  /** Its place in the log; 0 while it has none. */
  seq: number;
  createdAt: string | null;
  /** Set until the room has it. */
  pending: Pending | null;
}

/** What became of our own last message. */
export type Delivery = 'sending' | 'sent' | 'delivered' | 'seen';

export type Row =
  | { type: 'day'; key: string; at: string }
  | { type: 'new'; key: string }
  | { type: 'event'; key: string; event: Event; by: Sender; at: string; seq: number }
  | { type: 'bubble'; key: string; bubble: Bubble; first: boolean; last: boolean; delivery: Delivery | null };

/** Messages of one sender closer than this belong together. */
const GROUP = 2 * 60_000;

type EventLine = Extract<Row, { type: 'event' }>;
type BubbleLine = { type: 'bubble'; key: string; bubble: Bubble; seq: number };
type Line = EventLine | BubbleLine;

/** The part of a thread that its rows depend on. */
type Shown = Pick<Thread, 'messages' | 'pending' | 'participants' | 'conversation'>;

/** `unreadAt`: the message that a line is drawn above, for all below it is new. */
export function rowsOf(thread: Shown, myId: AgentId, unreadAt: number | null = null): Row[] {
  const lines = linesOf(thread, myId);
  const answer = lines.findLast(isAnswer);
  return lines.flatMap((line, index) => {
    const delivery = line === answer ? deliveryOf(line, thread) : null;
    return [
      ...separator(lines, index, line),
      ...(line.seq === unreadAt ? [newLine] : []),
      line.type === 'event' ? line : bubbleRow(lines, index, line, delivery, unreadAt),
    ];
  });
}

/** The rows, those that are as they were before being the very same. */
export function reusing(before: readonly Row[], rows: readonly Row[]): Row[] {
  const known = new Map(before.map((row) => [row.key, row]));
  return rows.map((row) => {
    const old = known.get(row.key);
    return old && isSameRow(old, row) ? old : row;
  });
}

function isSameRow(a: Row, b: Row): boolean {
  if (a.type !== 'bubble' || b.type !== 'bubble') return a.type === b.type && a.type !== 'event';
  return a.bubble === b.bubble && a.first === b.first && a.last === b.last && a.delivery === b.delivery;
}

const newLine: Row = { type: 'new', key: 'new' };

function separator(lines: Line[], index: number, line: Line): Row[] {
  const at = timeOf(line);
  const before = lines[index - 1];
  if (!at || (before && dayOf(before) === dayOf(line))) return [];
  return [{ type: 'day', key: `day ${dayOf(line)}`, at }];
}

function linesOf({ messages, pending, conversation }: Shown, myId: AgentId): Line[] {
  const stored = new Set(messages.map((message) => message.client_id));
  const unsent = pending.filter(({ clientId }) => !stored.has(clientId));
  const visitorName = conversation?.widget_customer.display_name;
  return [
    ...messages.flatMap((message) => storedLine(message, myId, visitorName)),
    ...unsent.map(pendingLine),
  ];
}

function storedLine(message: Message, myId: AgentId, visitorName: string | undefined): Line[] {
  const { event, created_at: at, sender: by, seq } = message;
  if (message.kind === 'event') return event ? [{ type: 'event', key: message.id, event, by, at, seq }] : [];
  // The key stays when a message that was on its way is stored, so that nothing on the screen is replaced.
  return [
    {
      type: 'bubble',
      key: message.client_id ?? message.id,
      bubble: storedBubble(message, myId, visitorName),
      seq: message.seq,
    },
  ];
}

/** Bubbles as they were made last, so that only what changed is drawn again. */
const made = new WeakMap<Message, { bubble: Bubble; of: string }>();

function storedBubble(message: Message, myId: AgentId, visitorName: string | undefined): Bubble {
  const of = `${myId} ${visitorName}`;
  const known = made.get(message);
  if (known?.of === of) return known.bubble;
  const bubble = bubbleOf(message, myId, visitorName);
  made.set(message, { bubble, of });
  return bubble;
}

/** Once a visitor has given a name, it also stands over what they said before. */
function bubbleOf(message: Message, myId: AgentId, visitorName: string | undefined): Bubble {
  const { kind, body, attachments, created_at } = message;
  const side = message.sender.kind === 'visitor' ? 'visitor' : 'team';
  const sender =
    side === 'visitor' && visitorName ? { ...message.sender, name: visitorName } : message.sender;
  return {
    side,
    isNote: kind === 'note',
    isMine: message.sender.id === myId,
    sender,
    body,
    attachments,
    seq: message.seq,
    createdAt: created_at,
    pending: null,
  };
}

function pendingLine(pending: Pending): Line {
  const { clientId, kind, body, files = [] } = pending;
  const bubble: Bubble = {
    side: 'team',
    isNote: kind === 'note',
    isMine: true,
    sender: null,
    body,
    attachments: files,
    seq: 0,
    createdAt: null,
    pending,
  };
  return { type: 'bubble', key: clientId, bubble, seq: 0 };
}

function bubbleRow(
  lines: Line[],
  index: number,
  line: BubbleLine,
  delivery: Delivery | null,
  unreadAt: number | null,
): Row {
  const next = lines[index + 1];
  const first = line.seq === unreadAt || !belongTogether(lines[index - 1], line);
  const last = next?.seq === unreadAt || !belongTogether(line, next);
  return { type: 'bubble', key: line.key, bubble: line.bubble, first, last, delivery };
}

function belongTogether(a: Line | undefined, b: Line | undefined): boolean {
  if (a?.type !== 'bubble' || b?.type !== 'bubble') return false;
  const sameVoice =
    a.bubble.side === b.bubble.side && a.bubble.isNote === b.bubble.isNote && sameSender(a.bubble, b.bubble);
  return sameVoice && dayOf(a) === dayOf(b) && isClose(timeOf(a), timeOf(b));
}

/** What is on its way is ours, and so continues whatever the team said last. */
function sameSender(a: Bubble, b: Bubble): boolean {
  return !a.sender || !b.sender || a.sender.id === b.sender.id;
}

function isClose(a: string | null, b: string | null): boolean {
  return !a || !b || Date.parse(b) - Date.parse(a) < GROUP;
}

function timeOf(line: Line): string | null {
  return line.type === 'event' ? line.at : line.bubble.createdAt;
}

/** The day in the reader's own time zone; what is on its way is being said now. */
function dayOf(line: Line): string {
  return new Date(timeOf(line) ?? Date.now()).toDateString();
}

function isAnswer(line: Line): line is BubbleLine {
  return (
    line.type === 'bubble' &&
    line.bubble.side === 'team' &&
    !line.bubble.isNote &&
    line.bubble.pending?.state !== 'failed'
  );
}

function deliveryOf({ bubble, seq }: BubbleLine, thread: Shown): Delivery {
  if (bubble.pending) return 'sending';
  const marks = visitorMarks(thread);
  if (marks.read >= seq) return 'seen';
  return marks.delivered >= seq ? 'delivered' : 'sent';
}
