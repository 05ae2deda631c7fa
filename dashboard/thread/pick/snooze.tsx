import { AlarmClock, AlarmClockOff, CalendarDays } from 'lucide-react';
import { useId, useState } from 'react';
import { until } from '../../live/times.ts';
import { snoozeTimes } from '../../palette/snooze-times.ts';
import { Button } from '../../ui/button.tsx';
import type { OnePickProps } from './kinds.ts';
import { localTime } from './local-time.ts';
import { type Choice, Picker } from './picker.tsx';

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;
const HOUR = 60 * 60_000;

/** The usual times, or one's own. */
export function SnoozePick({ conversation: { status, snoozed_until }, edit, close }: OnePickProps) {
  const [isOwn, setOwn] = useState(false);
  const now = Date.now();
  const snooze = (at: string) => {
    edit({ type: 'snooze', until: at });
    close();
  };
  if (isOwn) return <OwnTime snooze={snooze} />;
  const times = snoozeTimes(now).map(
    ({ name, at }): Choice => ({
      id: name,
      name,
      hint: until(at, now),
      icon: <AlarmClock {...icon} />,
      isOn: at === snoozed_until,
      run: () => snooze(at),
    }),
  );
  const own: Choice = {
    id: 'own',
    name: 'Date and time…',
    icon: <CalendarDays {...icon} />,
    run: () => setOwn(true),
  };
  const end: Choice = {
    id: 'end',
    name: 'End the snooze',
    icon: <AlarmClockOff {...icon} />,
    run: () => {
      edit({ type: 'open' });
      close();
    },
  };
  return <Picker label="Snooze until" choices={[...(status === 'snoozed' ? [end] : []), ...times, own]} />;
}

function OwnTime({ snooze }: { snooze: (at: string) => void }) {
  const id = useId();
  const now = Date.now();
  const [value, setValue] = useState(localTime(now + 24 * HOUR));
  const at = new Date(value).getTime();
  const isAhead = at > now;
  return (
    <form
      className="flex flex-col gap-2 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (isAhead) snooze(new Date(at).toISOString());
      }}
    >
      <label htmlFor={id} className="text-13 font-medium">
        Date and time
      </label>
      <input
        id={id}
        type="datetime-local"
        // biome-ignore lint/a11y/noAutofocus: it takes the place of what had the focus
        autoFocus
        required
        min={localTime(now)}
        max={localTime(now + 366 * 24 * HOUR)}
        value={value}
        onChange={(event) => setValue(event.target.value)}
        aria-invalid={!isAhead}
        aria-describedby={isAhead ? undefined : `${id}-trouble`}
        className="h-10 rounded-control border border-edge bg-surface px-3 text-16 desk:text-13"
      />
      {!isAhead && (
        <p id={`${id}-trouble`} className="text-12 text-danger">
          Choose a time that is still to come.
        </p>
      )}
      <Button type="submit" look="primary" className="self-end" disabled={!isAhead}>
        Snooze
      </Button>
    </form>
  );
}
