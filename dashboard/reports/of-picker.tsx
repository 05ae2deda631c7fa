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

const keyOf = ({ by, id }: Of) => `${by} ${id}`;

/** Everything, or one department, agent or widget; what a table or an address named is among them. */
export function OfPicker({ of, onChoose }: OfPickerProps) {
  const { known, isLoading } = useKnown();
  const isKnown = !of || known.some((one) => keyOf(one) === keyOf(of));
  const all = isKnown ? known : [...known, { ...of, name: isLoading ? '…' : nameOf(of, null) }];
  const choices: SelectChoice<string>[] = all.map((one) => ({
    value: keyOf(one),
    name: one.name,
    group: WORDS[one.by].title,
  }));
  const choose = (value: string) => {
    const chosen = all.find((one) => keyOf(one) === value);
    onChoose(chosen && { by: chosen.by, id: chosen.id });
  };
  return (
    <Pick
      aria-label="Report of"
      choices={[{ value: EVERYTHING, name: 'Everything' }, ...choices]}
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
function useKnown(): { known: Named[]; isLoading: boolean } {
  const me = useCurrentMe().agent;
  const seesAll = useMay('admin');
  const departments = useDepartments();
  const colleagues = useColleagues(seesAll);
  const widgets = useWidgets();
  const named = (by: Of['by'], items: readonly { id: string; name: string }[] = []) =>
    items.map(({ id, name }) => ({ by, id, name }));
  const known = [
    ...named('department', departments.data?.items),
    ...named('agent', seesAll ? colleagues.data?.items : [me]),
    ...named('widget', widgets.data?.items),
  ];
  return { known, isLoading: departments.isLoading || colleagues.isLoading || widgets.isLoading };
}
