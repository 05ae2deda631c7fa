import { type RefObject, useLayoutEffect, useState } from 'react';

/** It gets the focus. False: none of the form's fields is wrong. */
export function useFirstBadField(form: RefObject<HTMLElement | null>, failure: object | null): boolean {
  const [isMarked, setMarked] = useState(false);
  useLayoutEffect(() => {
    const first = failure && form.current?.querySelector<HTMLElement>('[aria-invalid]');
    setMarked(Boolean(first));
    first?.focus();
  }, [form, failure]);
  return isMarked;
}
