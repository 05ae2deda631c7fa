/** Of whom a report tells: of everybody, or of one department, agent, widget or page. In the address too. */
import { asked, type Of } from '../api/reports.ts';

const DIMENSIONS = ['department', 'agent', 'widget', 'page'] as const;
const ID = /^(none|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/;

export function ofIn(search: string): Of | undefined {
  const given = new URLSearchParams(search);
  for (const by of DIMENSIONS) {
    const id = given.get(by);
    if (id && (by === 'page' || ID.test(id))) return { by, id };
  }
  return undefined;
}

/** The same days, of somebody else. */
export function searchFor(search: string, of: Of | undefined): string {
  const given = Object.entries(Object.fromEntries(new URLSearchParams(search)));
  const days = given.filter(([name]) => !DIMENSIONS.some((by) => by === name));
  return `${new URLSearchParams({ ...Object.fromEntries(days), ...asked(of) })}`;
}
