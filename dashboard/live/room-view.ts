/** What a room shows to the pane it is in. */
import type { Status } from '../../widget/transport/socket.ts';
import { type Span, WHOLE } from './span.ts';
import { emptyThread, type Thread } from './thread.ts';

export interface RoomView {
  thread: Thread;
  phase: 'loading' | 'ready' | 'failed';
  error: unknown;
  /** The part that is drawn. */
  span: Span;
  /** Another part is on its way, or did not come. */
  turning: 'no' | 'loading' | 'failed';
  /** The message somebody asked to see; each asking is another object. */
  target: { seq: number } | null;
  /** The first message that was new when the conversation was opened. */
  unreadAt: number | null;
  connection: Status;
}

/** Where somebody was reading, who was not at the end. */
export interface Place {
  seq: number;
  /** Pixels below the upper edge. */
  top: number;
  /** The last message they had seen. */
  shown: number;
}

export const emptyView: RoomView = {
  thread: emptyThread,
  phase: 'loading',
  error: null,
  span: WHOLE,
  turning: 'no',
  target: null,
  unreadAt: null,
  connection: 'connecting',
};
