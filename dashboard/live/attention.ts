/** Tells news to the person, once, however many tabs there are: by the tab they look at, else by one that is hidden. */
import type { News } from './news.ts';

export interface Means {
  /** Is this very conversation before their eyes here? */
  isLooking: (news: News) => boolean;
  isHidden: () => boolean;
  wantsSound: () => boolean;
  wantsNotifications: () => boolean;
  /** False where the browser wants silence. */
  ring: () => Promise<boolean>;
  show: (news: News) => void;
  wait: (milliseconds: number) => Promise<void>;
  /** Runs when no other tab does. */
  inTurn: (run: () => Promise<void>) => Promise<void>;
  /** Known to all tabs. */
  wasDone: (mark: string) => boolean;
  done: (mark: string) => void;
}

/** Whoever is looking at it says so meanwhile; and a tab that is seen comes before those that are not. */
const SEEN_WAIT = 150;
const HIDDEN_WAIT = 400;
/** Until all tabs know what one has noted down. */
const SPREAD = 100;

export async function tell(news: News, means: Means): Promise<void> {
  const [rung, shown] = [`rung ${news.id}`, `shown ${news.id}`];
  if (means.isLooking(news)) {
    for (const mark of [rung, shown]) means.done(mark);
    return;
  }
  const isHidden = means.isHidden();
  await means.wait(isHidden ? HIDDEN_WAIT : SEEN_WAIT);
  await means.inTurn(async () => {
    if (!means.wasDone(shown)) {
      if (isHidden && means.wantsNotifications()) means.show(news);
      // Who sees one of our tabs needs no window over it.
      if (!isHidden || means.wantsNotifications()) means.done(shown);
    }
    // A tab that may not make a sound leaves it to another one.
    if (means.wantsSound() && !means.wasDone(rung) && (await means.ring())) means.done(rung);
    await means.wait(SPREAD);
  });
}
