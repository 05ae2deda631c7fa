/** All that is needed once somebody talks. Loaded apart, because most visitors who open the chat only look. */
import { adopt } from '../parts.ts';
import rules from './conversation.css';

adopt(rules);

export { Thread } from './Thread.tsx';
export { Tools } from './Tools.tsx';
export { Talk } from './talk.ts';
