/**
 * The part of a conversation that is drawn: enough to scroll in, and never so much that a long conversation makes the
 * page slow. The log has no holes, so a part is told by its first and its last place.
 */
import type { ConversationId, Message } from '../../widget/protocol/generated.ts';

export interface Span {
  from: number;
  /** `END`: whatever comes is drawn too. */
  to: number;
}

export const END = Number.POSITIVE_INFINITY;
export const WHOLE: Span = { from: 1, to: END };
export const PAGE = 50;
const MOST = 200;

type Log = readonly Pick<Message, 'seq'>[];
const headOf = (log: Log) => log.at(-1)?.seq ?? 0;

export function spanAtEnd(log: Log): Span {
  return { from: Math.max(1, headOf(log) - PAGE + 1), to: END };
}

/** A message with its neighbours on both sides. */
export function spanAround(log: Log, seq: number): Span {
  const from = Math.max(1, Math.min(seq, headOf(log)) - PAGE / 2);
  return reaching(log, { from, to: from + PAGE - 1 });
}

/** One page further up; what is far below is no longer drawn. */
export function earlier(log: Log, span: Span): Span {
  const from = Math.max(1, span.from - PAGE);
  return reaching(log, { from, to: Math.min(span.to, from + MOST - 1) });
}

/** One page further down; what is far above is no longer drawn. */
export function later(log: Log, span: Span): Span {
  const to = span.to + PAGE;
  return reaching(log, { from: Math.max(span.from, to - MOST + 1), to });
}

/** As more and more is said: somebody at the end loses what is far above, somebody who reads keeps it. */
export function grown(log: Log, span: Span, isAtEnd: boolean): Span {
  const head = headOf(log);
  if (span.to !== END || head - span.from < MOST + PAGE) return span;
  return isAtEnd ? { from: head - MOST + 1, to: END } : { from: span.from, to: head };
}

/** What ends where the log ends follows it. */
function reaching(log: Log, span: Span): Span {
  return span.to >= headOf(log) ? { ...span, to: END } : span;
}

export function drawn(messages: readonly Message[], { from, to }: Span): Message[] {
  return messages.filter(({ seq }) => seq >= from && seq <= to);
}

type Read = (id: ConversationId, place: { after: number }, limit: number) => Promise<{ items: Message[] }>;
const MOST_AT_ONCE = 100;

/** Reads what a span needs and what is not known. */
export async function missingIn(
  id: ConversationId,
  messages: readonly Message[],
  { from, to }: Span,
  read: Read,
): Promise<Message[]> {
  const known = new Set(messages.map(({ seq }) => seq));
  const last = Math.min(to, headOf(messages));
  const found: Message[] = [];
  for (let next = from; next <= last; next++) {
    if (known.has(next)) continue;
    const { items } = await read(id, { after: next - 1 }, Math.min(MOST_AT_ONCE, last - next + 1));
    found.push(...items);
    next = items.at(-1)?.seq ?? last;
  }
  return found;
}
