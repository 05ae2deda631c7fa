/** What is known of earlier visits, on the site's own pages only, and only when a rule asks for it. */
import type { Once, ProactiveRule } from '../../protocol/generated.ts';

const DAY = 86_400_000;
const PERIODS: { [once in Once]?: number } = { day: DAY, week: 7 * DAY, ever: Number.POSITIVE_INFINITY };

interface Kept {
  /** The day of the first visit. */
  since?: number;
  /** Pages of this visit. */
  pages?: number;
  /** When each rule spoke last. */
  fired?: { [rule: string]: number };
}

export interface Visits {
  /** Counts this page. */
  seen(): { returning: boolean; pages: number };
  mayFire(rule: ProactiveRule): boolean;
  fired(rule: ProactiveRule): void;
}

/** Where nothing may be kept, or cannot be, this page is the first one. */
export function openVisits(key: string, mayKeep: boolean, now = () => Date.now()): Visits {
  const shelf = (where: 'localStorage' | 'sessionStorage') =>
    openShelf(where, `chatdesk:visits:${key}`, mayKeep);
  const [always, visit] = [shelf('localStorage'), shelf('sessionStorage')];
  const onThisPage = new Set<string>();
  return {
    seen() {
      onThisPage.clear();
      const { since = now() } = always.read();
      const pages = (visit.read().pages ?? 0) + 1;
      always.change({ since });
      visit.change({ pages });
      return { returning: new Date(since).toDateString() !== new Date(now()).toDateString(), pages };
    },
    mayFire({ id, once }) {
      const period = PERIODS[once];
      if (onThisPage.has(id)) return false;
      if (once === 'visit') return !visit.read().fired?.[id];
      return !period || now() - (always.read().fired?.[id] ?? Number.NEGATIVE_INFINITY) >= period;
    },
    fired({ id, once }) {
      onThisPage.add(id);
      const where = once === 'visit' ? visit : always;
      if (once !== 'page') where.change({ fired: { ...where.read().fired, [id]: now() } });
    },
  };
}

function openShelf(where: 'localStorage' | 'sessionStorage', name: string, mayKeep: boolean) {
  let kept: Kept = {};
  const read = (): Kept => {
    try {
      return mayKeep ? { ...kept, ...JSON.parse(window[where].getItem(name) ?? '{}') } : kept;
    } catch {
      return kept;
    }
  };
  const change = (news: Kept) => {
    kept = { ...read(), ...news };
    try {
      if (mayKeep) window[where].setItem(name, JSON.stringify(kept));
    } catch {
      // This page's memory must do.
    }
  };
  return { read, change };
}
