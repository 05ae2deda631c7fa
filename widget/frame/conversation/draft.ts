/** What was written and not sent outlives a reload: in this tab alone, and for the same person. */
const NAME = 'chatdesk.draft';

export function keepDraft([person]: string[], draft: string): void {
  try {
    if (draft) sessionStorage.setItem(NAME, `${person}\n${draft}`);
    else sessionStorage.removeItem(NAME);
  } catch {
    // Nothing can be kept there.
  }
}

/** Under any of a person's names. */
export function keptDraft(persons: string[]): string {
  try {
    const [person = '', ...lines] = sessionStorage.getItem(NAME)?.split('\n') ?? [];
    return persons.includes(person) ? lines.join('\n') : '';
  } catch {
    return '';
  }
}
