/** What a frame of the room changes in what the window shows. Pure, so that every frame can be tested by itself. */
import type { Message, Participant, Party, RoomFrame, Sender } from '../../protocol/generated.ts';
import { type ChatState, isForeign } from '../state.ts';

type Marks = ChatState['agents'];

export function applyFrame(state: ChatState, frame: RoomFrame): Partial<ChatState> {
  switch (frame.type) {
    case 'welcome':
      return { ...welcomed(state, frame.you, frame.participants), conversation: frame.conversation };
    case 'conversation':
      return { conversation: frame.conversation };
    case 'message':
      return received(state, [frame.message]);
    case 'batch':
      return { ...received(state, frame.messages), phase: 'ready' };
    case 'reset':
      return { messages: [], readUpTo: 0, agents: { read: 0, delivered: 0 } };
    case 'read':
    case 'delivered':
      return marked(state, frame.reader, frame.type, frame.seq);
    case 'typing':
      return { typing: typing(state.typing, frame.sender, frame.on) };
    default:
      return {};
  }
}

/** Adds by seq: the same message may come over HTTP and again through the room. */
export function withMessages(known: Message[], news: Message[]): Message[] {
  const bySeq = new Map([...known, ...news].map((message) => [message.seq, message]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

export function lastForeign(messages: Message[]): number {
  return messages.findLast(isForeign)?.seq ?? 0;
}

function welcomed(state: ChatState, you: Party, participants: Participant[]): Partial<ChatState> {
  const agents = participants.filter(({ kind }) => kind === 'agent');
  const mine = participants.find(({ kind, id }) => kind === you.kind && id === you.id);
  return {
    me: you.id,
    typing: [],
    readUpTo: Math.max(state.readUpTo, mine?.read ?? 0),
    agents: agents.reduce((marks, { read, delivered }) => furthest(marks, { read, delivered }), state.agents),
  };
}

/** Who has said something is not typing it any more. */
function received(state: ChatState, messages: Message[]): Partial<ChatState> {
  const said = new Set(messages.map(({ sender }) => sender.id));
  const all = withMessages(state.messages, messages);
  return { messages: all, authors: authorsOf(all), typing: state.typing.filter(({ id }) => !said.has(id)) };
}

/** The latest first. */
function authorsOf(messages: Message[]): Sender[] {
  const authors = new Map<string, Sender>();
  for (const { sender } of messages.toReversed())
    if (sender.kind === 'agent' && !authors.has(sender.id)) authors.set(sender.id, sender);
  return [...authors.values()];
}

function marked(state: ChatState, reader: Party, mark: keyof Marks, seq: number): Partial<ChatState> {
  if (reader.kind === 'agent') return { agents: furthest(state.agents, { ...state.agents, [mark]: seq }) };
  if (reader.id !== state.me || mark !== 'read') return {};
  return { readUpTo: Math.max(state.readUpTo, seq) };
}

function typing(now: Sender[], sender: Sender, on: boolean): Sender[] {
  if (sender.kind === 'visitor') return now;
  const others = now.filter(({ id }) => id !== sender.id);
  return on ? [...others, sender] : others;
}

/** What is read has been delivered too. */
function furthest(marks: Marks, more: Marks): Marks {
  const read = Math.max(marks.read, more.read);
  return { read, delivered: Math.max(marks.delivered, more.delivered, read) };
}
