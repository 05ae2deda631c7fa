import type { AgentId, Message } from '../../widget/protocol/generated.ts';

/** What a colleague has answered since somebody began to write, so that the visitor does not get two answers unknowingly. */
export function answerSince(messages: readonly Message[], since: number | null, me: AgentId): Message | null {
  if (since === null) return null;
  const isAnswer = ({ seq, kind, sender }: Message) =>
    seq > since && (kind === 'text' || kind === 'file') && sender.kind === 'agent' && sender.id !== me;
  return messages.findLast(isAnswer) ?? null;
}
