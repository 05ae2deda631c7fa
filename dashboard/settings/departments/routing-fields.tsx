import type { Routing, RoutingMode } from '../../../widget/protocol/generated.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { Radios } from '../../ui/radios.tsx';
import { numberOf, textOfNumber } from '../numbers.ts';

export const MODE_NAMES: Record<RoutingMode, string> = {
  manual: 'Whoever takes it',
  round_robin: 'In turn',
  least_busy: 'Whoever has the fewest',
};

const modes = [
  { value: 'manual', name: MODE_NAMES.manual, help: 'New conversations wait until somebody takes them.' },
  {
    value: 'round_robin',
    name: MODE_NAMES.round_robin,
    help: 'One after the other, those who are available.',
  },
  {
    value: 'least_busy',
    name: MODE_NAMES.least_busy,
    help: 'The available agent with the fewest open conversations.',
  },
] as const;

/** As it is written. */
export interface WrittenRouting {
  mode: RoutingMode;
  capacity: string;
}

export const writtenRouting = ({ mode, capacity }: Routing): WrittenRouting => ({
  mode,
  capacity: textOfNumber(capacity),
});

export const routingOf = ({ mode, capacity }: WrittenRouting): Routing => ({
  mode,
  capacity: numberOf(capacity, 'routing.capacity'),
});

interface RoutingFieldsProps {
  routing: WrittenRouting;
  onChange: (routing: WrittenRouting) => void;
  errors: Readonly<Record<string, string>>;
}

/** Who gets a conversation that nobody has taken. */
export function RoutingFields({ routing, onChange, errors }: RoutingFieldsProps) {
  return (
    <>
      <Radios
        label="Who gets new conversations"
        choices={modes}
        value={routing.mode}
        onChoose={(mode) => onChange({ ...routing, mode })}
      />
      {routing.mode !== 'manual' && (
        <NumberField
          label="At most so many at a time for each agent"
          help="Further ones wait until somebody has room. Empty: any number."
          value={routing.capacity}
          onWrite={(text) => onChange({ ...routing, capacity: text })}
          error={errors['routing.capacity']}
        />
      )}
    </>
  );
}
