/** Whether I take conversations: as I chose, and away by itself while nobody is at the computer. */
import { useCallback, useEffect, useRef } from 'react';
import type { Availability } from '../../widget/protocol/generated.ts';
import { setAvailability } from '../api/desk.ts';
import { type Touch, wishOf } from '../live/idle.ts';
import { useInbox } from '../live/inbox-provider.tsx';
import { useCurrentMe } from './me-context.ts';

const LOOK_EVERY = 15_000;
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
const AT = 'chatdesk:touched';
const AUTOMATIC = 'chatdesk:away-by-itself';

export function useMyAvailability(): Availability | undefined {
  const { inbox } = useInbox();
  return inbox.agents.find(({ id }) => id === inbox.me)?.availability;
}

/** What one chooses oneself stays until one chooses again. */
export function useSetAvailability(): (wanted: Availability) => Promise<void> {
  return useCallback((wanted) => {
    keep(AUTOMATIC, '');
    return setAvailability(wanted);
  }, []);
}

export function useIdle(): void {
  const { agent } = useCurrentMe();
  const availability = useMyAvailability();
  const known = useRef(availability);
  useEffect(() => {
    known.current = availability;
  }, [availability]);

  useEffect(() => {
    const look = () => void follow(agent.id, known.current).catch(() => undefined);
    const touched = () => {
      const isBack = Date.now() - readTouch(agent.id).at > LOOK_EVERY;
      if (isBack) {
        keep(AT, String(Date.now()));
        look();
      }
    };
    keep(AT, String(Date.now()));
    const timer = setInterval(look, LOOK_EVERY);
    for (const name of TOUCHES) addEventListener(name, touched, { passive: true, capture: true });
    return () => {
      clearInterval(timer);
      for (const name of TOUCHES) removeEventListener(name, touched, { capture: true });
    };
  }, [agent.id]);
}

/** Every tab asks for the same, and asking twice changes nothing. */
async function follow(me: string, availability: Availability | undefined): Promise<void> {
  const wish = wishOf(readTouch(me), Date.now(), availability);
  if (!wish) return;
  keep(AUTOMATIC, wish === 'away' ? me : '');
  await setAvailability(wish);
}

let here = 0;

/** Where storage is switched off, each tab is for itself. */
function readTouch(me: string): Touch {
  try {
    return {
      at: Number(localStorage.getItem(AT) ?? here),
      isAutomatic: localStorage.getItem(AUTOMATIC) === me,
    };
  } catch {
    return { at: here, isAutomatic: false };
  }
}

function keep(key: string, value: string): void {
  if (key === AT) here = Number(value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // See above.
  }
}
