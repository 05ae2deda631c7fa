/** What departments, agents, widgets and pages are called in reports. */
import type { Of } from '../api/reports.ts';

interface Words {
  title: string;
  /** What has none. */
  none: string;
  /** What is no longer there. */
  gone: string;
}

export const WORDS: Record<Of['by'], Words> = {
  department: { title: 'Departments', none: 'No department', gone: 'A department that is gone' },
  agent: { title: 'Agents', none: 'Nobody', gone: 'Somebody who left' },
  widget: { title: 'Widgets', none: 'No widget', gone: 'A widget that is gone' },
  page: { title: 'Pages', none: 'Page not known', gone: '' },
};

export function nameOf({ by, id }: Of, name: string | null | undefined): string {
  if (id === 'none') return WORDS[by].none;
  return name ?? (by === 'page' ? id : WORDS[by].gone);
}
