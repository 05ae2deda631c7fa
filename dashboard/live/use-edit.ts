import { useCallback } from 'react';
import type { ConversationSummary } from '../../widget/protocol/generated.ts';
import { changeConversation } from '../api/calls.ts';
import { wordsFor } from '../api/client.ts';
import { changeMany } from '../api/desk.ts';
import { useNotice } from '../ui/notice.tsx';
import { type Edit, edited, stepsOf, undoOf, wordsOf } from './edits.ts';
import { useInbox } from './inbox-provider.tsx';
import { type EditCalls, type Outcome, runSteps } from './run-edit.ts';

const calls: EditCalls = { one: changeConversation, many: changeMany };

/** Changes conversations: shown at once, put back where the server refuses, with a way to undo. */
export function useEdit(): (conversations: readonly ConversationSummary[], edit: Edit) => Promise<void> {
  const { changed } = useInbox();
  const say = useNotice();
  return useCallback(
    async (conversations, edit) => {
      if (conversations.length === 0) return;
      const before = new Map(conversations.map((one) => [one.id, one]));
      for (const one of conversations) changed(edited(one, edit));
      const outcome = await runSteps(stepsOf(conversations, edit), before, calls);
      for (const one of outcome.now) changed(one);
      for (const one of conversations) if (outcome.failed.includes(one.id)) changed(one);
      if (outcome.failed.length > 0) return say(failure(outcome));
      const undo = async () => {
        for (const one of conversations) changed(one);
        const undone = await runSteps(undoOf(outcome.done, edit), before, calls);
        for (const one of undone.now) changed(one);
        if (undone.failed.length > 0) say(failure(undone));
      };
      say(wordsOf(edit, outcome.done.length), { words: 'Undo', run: () => void undo() });
    },
    [changed, say],
  );
}

function failure({ done, failed, error }: Outcome): string {
  const all = done.length + failed.length;
  return all === 1 ? wordsFor(error) : `${failed.length} of ${all} did not change. ${wordsFor(error)}`;
}
