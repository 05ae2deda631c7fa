import { useMutation } from '@tanstack/react-query';
import type { ChangeConversation, ConversationSummary } from '../../widget/protocol/generated.ts';
import { newId } from '../../widget/transport/uuid.ts';
import { changeConversation } from '../api/calls.ts';
import { beforeOf, type Edit, edited, stepsOf, undoOf, wordsOf } from '../live/edits.ts';
import { useInbox } from '../live/inbox-provider.tsx';
import type { LiveRoom } from '../live/room.ts';
import { useNotice } from '../ui/notice.tsx';
import { useUnchanged } from '../ui/unchanged.ts';

/** What goes to the server, and how the conversation looks until it has answered. */
interface Wanted {
  before: ConversationSummary;
  after: ConversationSummary;
  change: ChangeConversation & { note?: { clientId: string; body: string } };
  done: () => void;
}

export type RunEdit = (edit: Edit, note?: string) => void;

/** Changes the open conversation: shown at once, put back where the server refuses, with a way to undo. */
export function useThreadEdit(room: LiveRoom, now: ConversationSummary | null): RunEdit {
  const { changed } = useInbox();
  const say = useNotice();
  const sayUnchanged = useUnchanged();
  const show = (conversation: ConversationSummary) => {
    room.changed(conversation);
    changed(conversation);
  };
  const { mutate } = useMutation({
    mutationFn: ({ before, change }: Wanted) => changeConversation(before.id, change),
    onMutate: ({ after }) => show(after),
    onSuccess: ({ conversation }, { done }) => {
      show(conversation);
      done();
    },
    onError: (error, { before }) => {
      show(withOld(room.view().thread.conversation, before));
      sayUnchanged(error);
    },
  });
  return (edit, note) => {
    if (!now) return;
    const [step] = stepsOf([now], edit);
    if (!step) return;
    const after = edited(now, edit);
    const undo = () => {
      const [back] = undoOf([{ id: now.id, before: beforeOf(now) }], edit);
      if (back) mutate({ before: after, after: withOld(after, now), change: back.change, done: () => {} });
    };
    const done = () => say(wordsOf(edit, 1), { words: 'Undo', run: undo });
    const change = note ? { ...step.change, note: { clientId: newId(), body: note } } : step.change;
    mutate({ before: now, after, change, done });
  };
}

/** What people set by hand as it was; what was said meanwhile stays. */
function withOld(
  current: Partial<ConversationSummary> | null,
  before: ConversationSummary,
): ConversationSummary {
  const { status, snoozed_until, assignee, department, department_id, labels, priority, bot } = before;
  const old = { status, snoozed_until, assignee, department, department_id, labels, priority, bot };
  return { ...before, ...current, ...old };
}
