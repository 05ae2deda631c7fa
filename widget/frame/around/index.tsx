import type { Chat } from '../chat.ts';
import { adopt } from '../parts.ts';
import type { ChatState } from '../state.ts';
import rules from './around.css';
import { List } from './List.tsx';
import { Menu } from './Menu.tsx';

adopt(rules);

/** What is around the conversation: the visitor's others, and what can be set or asked for. */
export function View({ state, chat }: { state: ChatState; chat: Chat }) {
  return state.view === 'list' ? <List state={state} chat={chat} /> : <Menu state={state} chat={chat} />;
}
