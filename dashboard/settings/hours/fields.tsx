import { Plus, X } from 'lucide-react';
import type { BusinessHours, Days } from '../../../widget/protocol/generated.ts';
import { IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { edge, INPUT } from '../../ui/labelled.tsx';
import { RowMenu } from '../../ui/row-menu.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Card } from '../frame.tsx';
import { Holidays } from './holidays.tsx';
import { hereZone, ZoneField } from './zone-field.tsx';

type Day = keyof Days;
type Range = Days[Day][number];

const NAMES: readonly [Day, string][] = [
  ['mon', 'Monday'],
  ['tue', 'Tuesday'],
  ['wed', 'Wednesday'],
  ['thu', 'Thursday'],
  ['fri', 'Friday'],
  ['sat', 'Saturday'],
  ['sun', 'Sunday'],
];
const WORKING: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const NINE_TO_FIVE: Range = ['09:00', '17:00'];

const usual = (timezone: string): BusinessHours => ({
  timezone,
  days: Object.fromEntries(
    NAMES.map(([day]) => [day, WORKING.includes(day) ? [NINE_TO_FIVE] : []]),
  ) as unknown as Days,
  holidays: [],
});

interface HoursFieldsProps {
  label: string;
  help: string;
  hours: BusinessHours | null;
  onChange: (hours: BusinessHours | null) => void;
  errors: Readonly<Record<string, string>>;
  /** Of the organization; may be empty. */
  timezone: string;
}

/** When somebody is there, by the clock. */
export function HoursFields({ label, help, hours, onChange, errors, timezone }: HoursFieldsProps) {
  const write = (changes: Partial<BusinessHours>) => hours && onChange({ ...hours, ...changes });
  const here = timezone || hereZone();
  const copy = (from: Day, to: readonly Day[]) => {
    if (!hours) return;
    const copied = Object.fromEntries(to.map((day) => [day, hours.days[from]]));
    write({ days: { ...hours.days, ...copied } });
  };
  return (
    <>
      <Card>
        <Switch
          label={label}
          help={help}
          checked={hours !== null}
          onChange={(on) => onChange(on ? usual(here) : null)}
        />
      </Card>
      {hours && (
        <>
          <Card title="Week">
            <ZoneField
              usual={here}
              value={hours.timezone}
              onChange={(zone) => write({ timezone: zone })}
              error={errors['businessHours.timezone']}
            />
            {NAMES.map(([day, name]) => (
              <DayRow
                key={day}
                name={name}
                ranges={hours.days[day]}
                errors={errors}
                at={`businessHours.days.${day}`}
                onChange={(ranges) => write({ days: { ...hours.days, [day]: ranges } })}
                copyTo={(days) => copy(day, days)}
              />
            ))}
          </Card>
          <Holidays holidays={hours.holidays} onChange={(holidays) => write({ holidays })} errors={errors} />
        </>
      )}
    </>
  );
}

interface DayRowProps {
  name: string;
  ranges: readonly Range[];
  onChange: (ranges: Range[]) => void;
  copyTo: (days: readonly Day[]) => void;
  errors: Readonly<Record<string, string>>;
  at: string;
}

function DayRow({ name, ranges, onChange, copyTo, errors, at }: DayRowProps) {
  const next = (ranges.at(-1)?.[1] ?? '') < '17:00' && ranges.length > 0 ? lateFrom(ranges) : NINE_TO_FIVE;
  return (
    <fieldset className="flex min-w-0 flex-col gap-2 border-t border-line pt-3">
      <legend className="sr-only">{name}</legend>
      <div className="flex items-center gap-1">
        <span aria-hidden="true" className="font-medium">
          {name}
        </span>
        <span className="grow ps-2 text-muted">{ranges.length === 0 && 'Closed'}</span>
        <IconButton label={`Add hours on ${name}`} onClick={() => onChange([...ranges, next])}>
          <Plus size={16} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
        <RowMenu
          label={`More for ${name}`}
          actions={[
            { name: 'Copy to Monday to Friday', run: () => copyTo(WORKING) },
            { name: 'Copy to all days', run: () => copyTo(NAMES.map(([day]) => day)) },
            ranges.length > 0 && { name: 'Closed all day', run: () => onChange([]) },
          ]}
        />
      </div>
      <div className="flex min-w-0 flex-col gap-2">
        {ranges.map((range, index) => (
          <Span
            // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name
            key={index}
            name={name}
            range={range}
            error={errors[`${at}[${index}]`]}
            onChange={(changed) => onChange(ranges.map((one, place) => (place === index ? changed : one)))}
            remove={() => onChange(ranges.filter((_, place) => place !== index))}
          />
        ))}
        {errors[at] && <p className="text-12 text-danger">{errors[at]}</p>}
      </div>
    </fieldset>
  );
}

/** After what is there already. */
function lateFrom(ranges: readonly Range[]): Range {
  const end = ranges.at(-1)?.[1] ?? '12:00';
  const hour = Math.min(22, Number(end.slice(0, 2)) + 1);
  const two = (number: number) => String(number).padStart(2, '0');
  return [`${two(hour)}:00`, `${two(Math.max(hour + 1, 17))}:00`];
}

interface SpanProps {
  name: string;
  range: Range;
  error: string | undefined;
  onChange: (range: Range) => void;
  remove: () => void;
}

function Span({ name, range: [from, to], error, onChange, remove }: SpanProps) {
  const look = classes('h-10 min-w-0 grow px-2 tabular-nums', INPUT, edge(error));
  return (
    <div className="flex flex-col gap-1">
      <span className="flex items-center gap-2">
        <input
          type="time"
          aria-label={`${name} from`}
          aria-invalid={error ? true : undefined}
          value={from}
          onChange={(event) => onChange([event.target.value, to])}
          className={look}
        />
        <span aria-hidden="true">–</span>
        <input
          type="time"
          aria-label={`${name} to`}
          aria-invalid={error ? true : undefined}
          // Midnight at the end of the day.
          value={to === '24:00' ? '00:00' : to}
          onChange={(event) => onChange([from, event.target.value])}
          className={look}
        />
        <IconButton label={`Remove ${from} to ${to} on ${name}`} onClick={remove}>
          <X size={16} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
      </span>
      {error && <p className="text-12 text-danger">{error}</p>}
    </div>
  );
}
