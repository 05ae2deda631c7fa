import type { RefObject } from 'react';
import type { ConversationSummary } from '../../../widget/protocol/generated.ts';
import type { RunEdit } from '../use-thread-edit.ts';

/** What can be picked for a conversation. */
export type Kind = 'assignee' | 'department' | 'priority' | 'labels' | 'snooze';

export interface PickProps {
  kind: Kind;
  conversation: ConversationSummary;
  edit: RunEdit;
  anchor: RefObject<HTMLElement | null>;
  close: () => void;
}

/** One of them: picking closes it, if it is done then. */
export type OnePickProps = Pick<PickProps, 'conversation' | 'edit'> & { close: () => void };
