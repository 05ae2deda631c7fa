/** A form: what the server has, what was changed, what is wrong. Nothing typed is lost when saving fails. */
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { ApiError } from '../../api/client.ts';
import { afterSaving, changesOf, type Draft, errorsWithout } from './draft.ts';

export interface Form<T> {
  values: T;
  set: <K extends keyof T & string>(name: K, value: T[K]) => void;
  /** What is wrong, by the names the server has for its fields. */
  errors: Readonly<Record<string, string>>;
  /** Why it was not saved, as often as it was tried. */
  failure: { error: unknown } | null;
  isDirty: boolean;
  isSaving: boolean;
  /** How often it was saved. */
  saved: number;
  save: () => Promise<void>;
  discard: () => void;
}

interface FormOptions<T> {
  /** What the server has. */
  value: T;
  /** What there is no page for yet, so it can be saved as it is. */
  isNew?: boolean;
  /** Rejects with what is wrong. */
  save: (changes: Draft<T>, values: T) => Promise<unknown>;
  /** Once it is saved, and nobody is asked any more before they leave. */
  afterwards?: () => void;
}

export function useForm<T extends object>({ value, isNew, save, afterwards }: FormOptions<T>): Form<T> {
  const [draft, setDraft] = useState<Draft<T>>({});
  const [errors, setErrors] = useState<Form<T>['errors']>({});
  const [failure, setFailure] = useState<Form<T>['failure']>(null);
  const [isSaving, setSaving] = useState(false);
  const [saved, setSaved] = useState(0);
  const busy = useRef(false);
  const changes = changesOf(value, draft);
  const values = { ...value, ...changes };
  const isDirty = Object.keys(changes).length > 0;

  const fail = (error: unknown) => {
    setFailure({ error });
    setErrors(error instanceof ApiError ? error.fields : {});
  };
  const done = () => {
    setDraft((now) => afterSaving(now, changes));
    setErrors({});
    setFailure(null);
    setSaved((times) => times + 1);
  };
  const saveOnce = async () => {
    if (busy.current || !(isDirty || isNew)) return;
    busy.current = true;
    setSaving(true);
    try {
      await save(changes, values);
      flushSync(done);
      afterwards?.();
    } catch (error) {
      fail(error);
    } finally {
      busy.current = false;
      setSaving(false);
    }
  };

  return {
    values,
    set: (name, next) => {
      setDraft((now) => ({ ...now, [name]: next }));
      setErrors((now) => errorsWithout(now, name));
    },
    errors,
    failure,
    isDirty,
    isSaving,
    saved,
    save: saveOnce,
    discard: () => {
      setDraft({});
      setErrors({});
      setFailure(null);
    },
  };
}

/** What can be told before anybody asks the server. */
export const wrongFields = (fields: Record<string, string>): ApiError =>
  new ApiError(422, 'invalid', 'Please look at what is marked.', {
    errors: Object.entries(fields).map(([field, detail]) => ({ field, code: 'invalid', detail })),
  });
