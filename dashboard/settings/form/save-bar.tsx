import { Check } from 'lucide-react';
import { useEffect } from 'react';
import { ApiError, wordsFor } from '../../api/client.ts';
import { useBriefly } from '../../ui/briefly.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import type { Form } from './use-form.ts';

const SAID_FOR = 4_000;

interface SaveBarProps<T> {
  form: Form<T>;
  action?: string | undefined;
  isNew?: boolean | undefined;
  /** One of its fields shows what is wrong. */
  isMarked: boolean;
}

/** At the foot of what is seen of the form; its place is kept, so nothing moves when it comes. */
export function SaveBar<T>({ form, action = 'Save', isNew = false, isMarked }: SaveBarProps<T>) {
  const { isDirty, isSaving, failure, saved, discard } = form;
  const isShown = isDirty || isNew;
  const [isSaid, say] = useBriefly(SAID_FOR);
  useEffect(() => {
    if (saved > 0) say();
  }, [saved, say]);
  return (
    <div className="sticky bottom-0 z-10 -mx-2 flex min-h-18 flex-col justify-end pb-3">
      <div
        className={classes(
          'flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-card px-3 py-2',
          isShown && 'border border-line bg-raised shadow-window',
        )}
      >
        <span className="min-w-0 shrink grow basis-40 text-13">
          <span role="status" className="text-muted">
            {isSaid && !isDirty && (
              <span className="flex items-center gap-1.5">
                <Check size={16} className="text-success" aria-hidden="true" />
                Saved
              </span>
            )}
            {isDirty && !failure && !isNew && 'You have unsaved changes.'}
          </span>
          {failure && isShown && (
            <span role="alert" className="text-danger">
              {wordsOf(failure.error, isMarked)}
            </span>
          )}
        </span>
        {isShown && (
          <span className="ms-auto flex gap-2">
            {isDirty && (
              <Button onClick={discard} disabled={isSaving}>
                Discard
              </Button>
            )}
            <Button type="submit" look="primary" disabled={isSaving}>
              {isSaving ? 'Saving…' : action}
            </Button>
          </span>
        )}
      </div>
    </div>
  );
}

/** What is wrong with a field stands there; one that is not on the page is told here. */
function wordsOf(error: unknown, isMarked: boolean): string {
  if (isMarked) return 'Not saved. Please look at what is marked.';
  const details = error instanceof ApiError ? Object.values(error.fields) : [];
  return details.length > 0 ? details.join(' ') : wordsFor(error);
}
