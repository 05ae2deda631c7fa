/** All that is needed once somebody talks. Loaded apart, because most visitors who open the chat only look. */

export { Thread } from './Thread.tsx';
export { Talk } from './talk.ts';
