/** What can be said to a room without a socket. A refusal is thrown with the server's problem as `problem`. */
import type {
  Conversation,
  ConversationSummary,
  Message,
  MessageKind,
  Party,
  Problem,
} from '../protocol/generated.ts';
import { backoff } from './backoff.ts';
import type { Environment } from './environment.ts';

export interface Said {
  clientId: string;
  kind: MessageKind;
  body: string;
  /** Ids of files. */
  attachments: string[];
  /** Ids of agents. */
  mentions?: string[];
}

export interface RoomCalls {
  conversation(): Promise<Conversation & Partial<ConversationSummary>>;
  /** As whom we speak there. */
  you(conversation: Conversation): Promise<Party> | Party;
  /** All messages after a seq. */
  history(after: number): Promise<Message[]>;
  send(message: Said): Promise<Message>;
  read(seq: number): Promise<unknown>;
  typing(on: boolean): Promise<unknown>;
}

export type Refusal = Partial<Problem>;

/** Why a call failed; nothing is known when no answer came. */
export function refusalOf(failure: unknown): Refusal {
  return (failure as { problem?: Refusal } | undefined)?.problem ?? {};
}

const LONGEST_WAIT = 60;

/** What the server asks us to wait, within reason. */
export function askedWait(seconds: unknown): number | undefined {
  return typeof seconds === 'number' ? Math.min(LONGEST_WAIT, Math.max(1, seconds)) * 1_000 : undefined;
}

/** The time until the same may be tried again; none when it would be refused again. */
export function waitAfter(
  { status = 0, retry_after }: Refusal,
  attempt: number,
  environment: Environment,
): number | undefined {
  const isPassing = status >= 500 || [0, 401, 408, 429].includes(status);
  return askedWait(retry_after) ?? (isPassing ? backoff(attempt, () => environment.random()) : undefined);
}
