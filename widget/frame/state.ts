import type { Message, PublicConfig, Sender } from '../protocol/generated.ts';
import type { Pending } from '../transport/room.ts';
import type { Status } from '../transport/socket.ts';
import type { Thread } from './conversation/Thread.tsx';
import type { Talk } from './conversation/talk.ts';
import { createStore, type Store } from './store.ts';

/** All that the window shows. */
export interface ChatState {
  phase: 'loading' | 'ready' | 'failed' | 'refused';
  config: PublicConfig;
  /** Is the window open on the host's page? */
  open: boolean;
  /** What stands in the composer. Kept here so that it outlives every screen. */
  draft: string;
  /** In order of seq. */
  messages: Message[];
  pending: Pending[];
  connection: Status;
  /** Our own id in the room. */
  me: string;
  /** How far the visitor has read, in this tab or another. */
  readUpTo: number;
  /** How far the agents have. */
  agents: { read: number; delivered: number };
  typing: Sender[];
  /** The part of the program for talking, once it is loaded. */
  thread: { talk: Talk; Thread: typeof Thread } | null;
}

export type ChatStore = Store<ChatState>;

export function createState(config: PublicConfig): ChatStore {
  return createStore<ChatState>({
    phase: 'loading',
    config,
    open: false,
    draft: '',
    messages: [],
    pending: [],
    connection: 'connecting',
    me: '',
    readUpTo: 0,
    agents: { read: 0, delivered: 0 },
    typing: [],
    thread: null,
  });
}

/** Words of others that the visitor has not seen. */
export function unread({ messages, readUpTo }: ChatState): number {
  return messages.filter(
    (message) => message.seq > readUpTo && isForeign(message) && message.kind !== 'event',
  ).length;
}

export function isForeign({ sender }: Message): boolean {
  return sender.kind !== 'visitor';
}
