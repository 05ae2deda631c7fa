import type { ComponentChildren } from 'preact';
import type {
  Conversation,
  Message,
  Problem,
  PublicConfig,
  Sender,
  StartConversation,
  WidgetCustomer,
} from '../protocol/generated.ts';
import type { Pending } from '../transport/room.ts';
import type { Status } from '../transport/socket.ts';
import type { Upload } from '../transport/uploads.ts';
import type { Talk } from './conversation/talk.ts';
import type { Tray } from './files/Tray.tsx';
import type { Part } from './parts.ts';
import { createStore, type Store } from './store.ts';

/** What a conversation begins with besides words. */
export type Details = Pick<StartConversation, 'departmentId' | 'preChatData' | 'customerData'>;

/** All that the window shows. */
export interface ChatState {
  phase: 'loading' | 'ready' | 'failed' | 'refused';
  /** `chat`: the conversation, or the beginning of one. */
  view: 'chat' | 'list' | 'menu';
  config: PublicConfig;
  /** Is the window open on the host's page? */
  open: boolean;
  /** Part of the page: there is nothing to close or to enlarge. */
  isInline: boolean;
  isLarge: boolean;
  /** Who the server takes the visitor for. */
  customer: WidgetCustomer | null;
  /** As its room told last. */
  conversation: Conversation | null;
  /** In what time answers come, once that is known, and the part of the program that says so. */
  replies?: () => ComponentChildren;
  /** Has the visitor talked here before? */
  hasPast: boolean;
  /** What the visitor, or the page, has said before the first words; nothing until the form is answered. */
  details: Details | null;
  /** What has been answered in the form, by the server's names. Kept here so that it outlives every screen. */
  answers: { [name: string]: string };
  /** Why the conversation was not begun with them. */
  refusal: Partial<Problem> | null;
  /** The site's own words, before anybody has written. */
  proactive: string;
  /** What stands in the composer. Kept here so that it outlives every screen. */
  draft: string;
  /** What is to be sent with it. */
  files: Upload[];
  /** The part of the program that shows them, once it is loaded. */
  tray: { Tray: typeof Tray } | null;
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
  /** The agents who have written, the latest first. */
  authors: Sender[];
  /** The part of the program for talking, once it is loaded. */
  thread: ({ talk: Talk } & Pick<Part<'conversation'>, 'Thread' | 'Tools'>) | null;
}

export type ChatStore = Store<ChatState>;

/** Of one conversation, and of none at first. */
export const NOTHING_SAID = {
  conversation: null,
  details: null,
  answers: {},
  refusal: null,
  messages: [],
  pending: [],
  connection: 'connecting',
  me: '',
  readUpTo: 0,
  agents: { read: 0, delivered: 0 },
  typing: [],
  authors: [],
  thread: null,
} satisfies Partial<ChatState>;

export function createState(config: PublicConfig): ChatStore {
  return createStore<ChatState>({
    phase: 'loading',
    view: 'chat',
    config,
    open: false,
    isInline: false,
    isLarge: false,
    customer: null,
    hasPast: false,
    proactive: '',
    draft: '',
    files: [],
    tray: null,
    ...NOTHING_SAID,
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

export const hasBegun = ({ messages, pending }: ChatState): boolean => messages.length + pending.length > 0;

/** Must a form be answered before the first words? When nobody is there, and no bot, it says so at least. */
export function isAsked({ config, conversation, details }: ChatState): boolean {
  const { online, bot, pre_chat, departments } = config;
  const { mode, fields } = pre_chat;
  const hasForm = (!online && !bot) || (mode === 'always' && fields.length > 0);
  return (
    !conversation &&
    ((hasForm && !details?.preChatData) || (departments.length > 1 && !details?.departmentId))
  );
}

/** What the page has chosen stays when the form is to be answered again. */
export function unanswered({ details, answers }: ChatState): Details | null {
  const { departmentId } = details ?? {};
  return departmentId && departmentId !== answers.departmentId ? { departmentId } : null;
}
