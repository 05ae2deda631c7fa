/** What somebody has changed in a form, beside what the server has. */

export type Draft<T> = Partial<T>;

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Without what is as the server has it. */
export function changesOf<T extends object>(known: T, draft: Draft<T>): Draft<T> {
  const entries = Object.entries(draft).filter(([name, value]) => !same(value, known[name as keyof T]));
  return Object.fromEntries(entries) as Draft<T>;
}

/** What was saved is no change any more; what was written since then is. */
export function afterSaving<T extends object>(draft: Draft<T>, sent: Draft<T>): Draft<T> {
  const entries = Object.entries(draft).filter(([name, value]) => !same(value, sent[name as keyof T]));
  return Object.fromEntries(entries) as Draft<T>;
}

type Errors = Readonly<Record<string, string>>;

/** What was wrong with a field is no longer true once it is written in, nor with anything inside it. */
export function errorsWithout(errors: Errors, name: string): Errors {
  const isOther = (field: string) =>
    field !== name && !field.startsWith(`${name}.`) && !field.startsWith(`${name}[`);
  return Object.fromEntries(Object.entries(errors).filter(([field]) => isOther(field)));
}
