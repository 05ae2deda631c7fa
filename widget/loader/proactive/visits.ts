/** What is known of earlier visits, on the site's own pages only, and only as much as the rules ask for. */
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
  seen(rules: readonly ProactiveRule[]): { returning: boolean; pages: number };
  mayFire(rule: ProactiveRule): boolean;
  fired(rule: ProactiveRule): void;
  /** Nothing of it stays. */
  forget(): void;
}

/** Where nothing may be kept, or cannot be, this page is the first one. */
export function openVisits(key: string, mayKeep: boolean, now = () => Date.now()): Visits {
  const shelf = (where: 'localStorage' | 'sessionStorage') =>
    openShelf(where, `chatdesk:visits:${key}`, mayKeep);
  const [always, visit] = [shelf('localStorage'), shelf('sessionStorage')];
  let onThisPage: string[] = [];
  return {
    seen(rules) {
      onThisPage = [];
      const { since = now() } = always.read();
      const pages = (visit.read().pages ?? 0) + 1;
      if (rules.some(({ returning }) => returning !== null)) always.change({ since });
      if (rules.some((rule) => rule.pages !== null)) visit.change({ pages });
      return { returning: new Date(since).toDateString() !== new Date(now()).toDateString(), pages };
    },
    mayFire({ id, once, open }) {
      const period = PERIODS[once];
      if (onThisPage.includes(id)) return false;
      // A window that opens on every page would drive people away.
      if (open && once !== 'page' && !visit.keeps) return false;
      if (once === 'visit') return !visit.read().fired?.[id];
      return !period || now() - (always.read().fired?.[id] ?? Number.NEGATIVE_INFINITY) >= period;
    },
    fired({ id, once }) {
      onThisPage.push(id);
      const where = once === 'visit' ? visit : always;
      if (once !== 'page') where.change({ fired: { ...where.read().fired, [id]: now() } });
    },
    forget() {
      always.clear();
      visit.clear();
    },
  };
}

function openShelf(where: 'localStorage' | 'sessionStorage', name: string, mayKeep: boolean) {
  let kept: Kept = {};
  const attempt = <Result>(work: (storage: Storage) => Result): Result | undefined => {
    try {
      return mayKeep ? work(window[where]) : undefined;
    } catch {
      // This page's memory must do.
      return undefined;
    }
  };
  const read = (): Kept => ({ ...kept, ...attempt((storage) => JSON.parse(storage.getItem(name) ?? '{}')) });
  return {
    keeps: attempt((storage) => !!storage) ?? false,
    read,
    change(news: Kept) {
      kept = { ...read(), ...news };
      attempt((storage) => storage.setItem(name, JSON.stringify(kept)));
    },
    clear() {
      kept = {};
      attempt((storage) => storage.removeItem(name));
    },
  };
}
