import type { Of } from '../api/reports.ts';
import { useColleagues, useDepartments } from '../live/choices.ts';
import { useMay } from '../settings/roles.ts';
import { useWidgets } from '../settings/widgets/use-widgets.ts';
import { useCurrentMe } from '../shell/me-context.ts';
import { Pick, type SelectChoice } from '../ui/select.tsx';
import { nameOf, WORDS } from './names.ts';

interface OfPickerProps {
  of: Of | undefined;
  onChoose: (of: Of | undefined) => void;
}

const EVERYTHING = '';

/** Everything, or one department, agent or widget; what a table or an address named is among them. */
export function OfPicker({ of, onChoose }: OfPickerProps) {
  const known = useKnown();
  const keyOf = ({ by, id }: Of) => `${by} ${id}`;
  const choices: SelectChoice<string>[] = [{ value: EVERYTHING, name: 'Everything' }];
  const isKnown = !of || known.some(({ by, id }) => by === of.by && id === of.id);
  for (const one of isKnown ? known : [...known, { ...of, name: nameOf(of, null) }])
    choices.push({ value: keyOf(one), name: one.name, group: WORDS[one.by].title });
  const choose = (value: string) => {
    const [by, ...id] = value.split(' ');
    onChoose(value ? ({ by, id: id.join(' ') } as Of) : undefined);
  };
  return (
    <Pick
      aria-label="Of"
      choices={choices}
      value={of ? keyOf(of) : EVERYTHING}
      onChoose={choose}
      className="w-full desk:w-60"
    />
  );
}

interface Named extends Of {
  name: string;
}

/** What there is to choose from: admins see everybody, others themselves. */
function useKnown(): Named[] {
  const me = useCurrentMe().agent;
  const seesAll = useMay('admin');
  const departments = useDepartments().data?.items ?? [];
  const colleagues = useColleagues(seesAll).data?.items ?? [];
  const widgets = useWidgets().data?.items ?? [];
  const named = (by: Of['by'], items: readonly { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ by, id, name }));
  return [
    ...named('department', departments),
    ...named('agent', seesAll ? colleagues : [me]),
    // With only one, it is everything.
    ...(widgets.length > 1 ? named('widget', widgets) : []),
  ];
}
