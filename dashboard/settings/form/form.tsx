import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useGuard } from '../../ui/leaving.ts';
import { Question } from '../../ui/question.tsx';
import { useCommandKey } from '../../ui/shortcuts.ts';
import { useFirstBadField } from './first-bad-field.ts';
import { SaveBar } from './save-bar.tsx';
import type { Form } from './use-form.ts';

interface FormViewProps<T> {
  label: string;
  form: Form<T>;
  /** Who may not change it sees it all the same. */
  mayChange?: boolean;
  /** Of the button, where it is not "Save". */
  action?: string;
  isNew?: boolean;
  children: ReactNode;
}

/** A page's form, with its bar at the foot. Ctrl+S saves; nobody leaves what is not saved unasked. */
export function FormView<T>({ label, form, mayChange = true, action, isNew, children }: FormViewProps<T>) {
  const element = useRef<HTMLFormElement>(null);
  const [go, setGo] = useState<(() => void) | null>(null);
  const { failure, isDirty, save } = form;
  useCommandKey('s', () => void save());
  useGuard(isDirty, (next) => setGo(() => next));
  const isMarked = useFirstBadField(element, failure);
  return (
    <form
      ref={element}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      className="flex flex-col gap-4"
    >
      <fieldset disabled={!mayChange} className="contents">
        {children}
      </fieldset>
      {mayChange && <SaveBar form={form} action={action} isNew={isNew} isMarked={isMarked} />}
      {go && <LeaveQuestion leave={go} discard={form.discard} stay={() => setGo(null)} />}
    </form>
  );
}

interface LeaveQuestionProps {
  leave: () => void;
  discard: () => void;
  stay: () => void;
}

function LeaveQuestion({ leave, discard, stay }: LeaveQuestionProps) {
  const [isLeaving, setLeaving] = useState(false);
  // After the changes are gone, and with them the guard.
  useEffect(() => {
    if (!isLeaving) return;
    stay();
    leave();
  }, [isLeaving, leave, stay]);
  return (
    <Question title="Leave without saving?" close={stay}>
      <div className="flex flex-col gap-4">
        <p>What you changed on this page is not saved yet.</p>
        <span className="flex flex-wrap justify-end gap-2">
          <Button
            onClick={() => {
              discard();
              setLeaving(true);
            }}
          >
            Leave without saving
          </Button>
          <Button look="primary" onClick={stay}>
            Stay here
          </Button>
        </span>
      </div>
    </Question>
  );
}
