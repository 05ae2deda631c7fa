/** Takes the steps of an edit to the server: one by itself, many in portions. What fails does not stop the others. */
import type {
  BulkItem,
  Changeable,
  ChangeConversation,
  ConversationId,
  ConversationSummary,
} from '../../widget/protocol/generated.ts';
import { refusal } from '../api/client.ts';
import { beforeOf, type Step } from './edits.ts';

/** As many as the server takes at once. */
const AT_ONCE = 100;

export interface EditCalls {
  one(id: ConversationId, change: ChangeConversation): Promise<{ conversation: ConversationSummary }>;
  many(ids: ConversationId[], change: ChangeConversation): Promise<{ items: BulkItem[] }>;
}

export interface Outcome {
  done: { id: ConversationId; before: Changeable }[];
  failed: ConversationId[];
  /** Of what failed last. */
  error: unknown;
  /** As the server has them now, where it said so. */
  now: ConversationSummary[];
}

export async function runSteps(
  steps: readonly Step[],
  known: ReadonlyMap<ConversationId, ConversationSummary>,
  calls: EditCalls,
): Promise<Outcome> {
  const outcome: Outcome = { done: [], failed: [], error: null, now: [] };
  const isOne = steps.reduce((sum, { ids }) => sum + ids.length, 0) === 1;
  for (const step of steps.flatMap(inPortions)) {
    try {
      await (isOne ? runOne(step, known, calls, outcome) : runMany(step, calls, outcome));
    } catch (error) {
      outcome.failed.push(...step.ids);
      outcome.error = error;
    }
  }
  return outcome;
}

async function runOne(
  { ids: [id = ''], change }: Step,
  known: ReadonlyMap<ConversationId, ConversationSummary>,
  calls: EditCalls,
  outcome: Outcome,
): Promise<void> {
  const { conversation } = await calls.one(id, change);
  outcome.done.push({ id, before: beforeOf(known.get(id) ?? conversation) });
  outcome.now.push(conversation);
}

async function runMany({ ids, change }: Step, calls: EditCalls, outcome: Outcome): Promise<void> {
  const { items } = await calls.many(ids, change);
  for (const item of items) {
    if (item.before) outcome.done.push({ id: item.id, before: item.before });
    else {
      outcome.failed.push(item.id);
      outcome.error = refusal(item.problem?.status ?? 0, item.problem);
    }
  }
}

function inPortions({ ids, change }: Step): Step[] {
  const portions = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, index) =>
    ids.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
  return portions.map((ids) => ({ ids, change }));
}
