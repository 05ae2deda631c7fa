/** One conversation as an agent sees it, folded from pages of its log and frames of its room. */
import type {
  AgentId,
  Conversation,
  ConversationSummary,
  Message,
  Participant,
  Party,
  RoomFrame,
  Sender,
} from '../../widget/protocol/generated.ts';
import type { Pending } from '../../widget/transport/outbox.ts';

export interface Typing {
  sender: Sender;
  /** Milliseconds; a typing mark expires by itself because the frame that ends it may never come. */
  until: number;
  /** What is being typed, where the organization lets agents see that. */
  text?: string;
}

export interface Thread {
  conversation: (Conversation & Partial<ConversationSummary>) | null;
  /** All that are known, ascending and without doubles; between parts read apart there may be holes. */
  messages: readonly Message[];
  /** Said here, not yet in the room's log. */
  pending: readonly Pending[];
  participants: readonly Participant[];
  typing: readonly Typing[];
  you: Party | null;
}

export type ThreadChange =
  | { type: 'frame'; frame: RoomFrame; now: number }
  | { type: 'page'; messages: readonly Message[] }
  | { type: 'outbox'; pending: readonly Pending[] }
  | { type: 'tick'; now: number };

export const emptyThread: Thread = {
  conversation: null,
  messages: [],
  pending: [],
  participants: [],
  typing: [],
  you: null,
};

export const TYPING_EXPIRES = 5_000;

export function foldThread(thread: Thread, change: ThreadChange): Thread {
  switch (change.type) {
    case 'frame':
      return foldFrame(thread, change.frame, change.now);
    case 'page':
      return withMessages(thread, change.messages);
    case 'outbox':
      return { ...thread, pending: change.pending };
    case 'tick':
      return { ...thread, typing: thread.typing.filter(({ until }) => isAhead(until, change.now)) };
  }
}

/** By no more than it can be: the clock may have been set back. */
function isAhead(until: number, now: number): boolean {
  return until > now && until <= now + TYPING_EXPIRES;
}

function foldFrame(thread: Thread, frame: RoomFrame, now: number): Thread {
  switch (frame.type) {
    case 'welcome':
      return {
        ...thread,
        conversation: frame.conversation,
        participants: frame.participants.map((one) => withKnownMarks(one, thread.participants)),
        you: frame.you,
      };
    case 'conversation':
      return { ...thread, conversation: frame.conversation };
    case 'message':
      return withMessages(withoutTyping(thread, frame.message.sender), [frame.message]);
    case 'batch':
      return withMessages(thread, frame.messages);
    case 'reset':
      return { ...thread, messages: [] };
    case 'read':
      return withMark(thread, frame.reader, { read: frame.seq, delivered: frame.seq });
    case 'delivered':
      return withMark(thread, frame.reader, { read: 0, delivered: frame.seq });
    case 'typing':
      return frame.on
        ? withTyping(thread, { sender: frame.sender, until: now + TYPING_EXPIRES, ...shown(frame.text) })
        : withoutTyping(thread, frame.sender);
    case 'presence':
      return withPresence(thread, { ...frame.who, online: frame.online });
    default:
      return thread;
  }
}

function withMessages(thread: Thread, fresh: readonly Message[]): Thread {
  if (fresh.length === 0) return thread;
  const [next] = fresh;
  // Nearly always what comes is new, and then a long log need not be gone through.
  if (fresh.length === 1 && next && next.seq > lastSeq(thread))
    return { ...thread, messages: [...thread.messages, next] };
  const bySeq = new Map([...thread.messages, ...fresh].map((message) => [message.seq, message]));
  return { ...thread, messages: [...bySeq.values()].sort((a, b) => a.seq - b.seq) };
}

/** A welcome over HTTP does not tell how far others have read. */
function withKnownMarks(one: Participant, known: readonly Participant[]): Participant {
  const { read = 0, delivered = 0 } = known.find((other) => isSame(other, one)) ?? {};
  return { ...one, read: Math.max(one.read, read), delivered: Math.max(one.delivered, delivered) };
}

/** Marks only move forward, whatever order they arrive in. */
function withMark(
  thread: Thread,
  reader: Party,
  { read, delivered }: { read: number; delivered: number },
): Thread {
  const moved = (one: Participant) => ({
    ...one,
    read: Math.max(one.read, read),
    delivered: Math.max(one.delivered, delivered),
  });
  return {
    ...thread,
    participants: thread.participants.map((one) => (isSame(one, reader) ? moved(one) : one)),
  };
}

function withPresence(thread: Thread, who: Pick<Participant, 'kind' | 'id' | 'name' | 'online'>): Thread {
  const known = thread.participants.find((one) => isSame(one, who));
  const others = thread.participants.filter((one) => !isSame(one, who));
  const present = { avatar_url: null, read: 0, delivered: 0, ...known, ...who };
  const participants = [...others, present];
  if (who.kind !== 'visitor' || !thread.conversation) return { ...thread, participants };
  return { ...thread, participants, conversation: { ...thread.conversation, online: who.online } };
}

function withTyping(thread: Thread, typing: Typing): Thread {
  const others = withoutTyping(thread, typing.sender);
  return { ...others, typing: [...others.typing, typing] };
}

const shown = (text: string | undefined) => (text?.trim() ? { text } : {});

function withoutTyping(thread: Thread, sender: Party): Thread {
  return { ...thread, typing: thread.typing.filter((typing) => !isSame(typing.sender, sender)) };
}

export function isSame(a: Party, b: Party): boolean {
  return a.kind === b.kind && a.id === b.id;
}

/** The place in the log up to which everything has been shown. */
export function lastSeq({ messages }: Thread): number {
  return messages.at(-1)?.seq ?? 0;
}

/** How far the visitor has come, and so what we may say under our own last message. */
export function visitorMarks({ participants }: Pick<Thread, 'participants'>): {
  read: number;
  delivered: number;
} {
  const visitors = participants.filter(({ kind }) => kind === 'visitor');
  return {
    read: Math.max(0, ...visitors.map(({ read }) => read)),
    delivered: Math.max(0, ...visitors.map(({ delivered }) => delivered)),
  };
}

/** Colleagues who have it open too. */
export function viewersOf({ participants }: Pick<Thread, 'participants'>, me: AgentId): Participant[] {
  return participants.filter(({ kind, id, online }) => kind === 'agent' && id !== me && online);
}
