import { Building2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { DepartmentRef } from '../../../widget/protocol/generated.ts';
import { useDepartments } from '../../live/choices.ts';
import { Button } from '../../ui/button.tsx';
import type { OnePickProps } from './kinds.ts';
import { type Choice, Picker } from './picker.tsx';

/** First where to, then a word to those who take over. */
export function DepartmentPick({ conversation: { department_id: here }, edit, close }: OnePickProps) {
  const { data, error, refetch } = useDepartments();
  const [to, setTo] = useState<DepartmentRef | null>(null);
  const move = (department: DepartmentRef | null, note?: string) => {
    edit({ type: 'department', to: department }, note);
    close();
  };
  if (to) return <Handover to={to} move={(note) => move(to, note)} />;
  const choice = (department: DepartmentRef | null): Choice => ({
    id: department?.id ?? 'none',
    name: department?.name ?? 'No department',
    icon: <Building2 size={16} strokeWidth={1.5} aria-hidden="true" />,
    isOn: (department?.id ?? null) === here,
    run: () => {
      if ((department?.id ?? null) === here) close();
      else if (department) setTo({ id: department.id, name: department.name });
      else move(null);
    },
  });
  return (
    <Picker
      label="Move to department"
      choices={[...(data?.items ?? []).map(choice), choice(null)]}
      error={error}
      retry={() => void refetch({ cancelRefetch: false })}
    />
  );
}

function Handover({ to, move }: { to: DepartmentRef; move: (note?: string) => void }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const go = () => move(area.current?.value.trim() || undefined);
  return (
    <form
      className="flex flex-col gap-2 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <label htmlFor="handover" className="text-13 font-medium">
        Move to <bdi>{to.name}</bdi>
      </label>
      <textarea
        ref={area}
        id="handover"
        // biome-ignore lint/a11y/noAutofocus: it takes the place of what had the focus
        autoFocus
        rows={3}
        maxLength={10_000}
        dir="auto"
        placeholder="A note for them, if you like. Only your team sees it."
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) go();
        }}
        className="resize-none rounded-control border border-note-line bg-note px-3 py-2 text-16 desk:text-13"
      />
      <Button type="submit" look="primary" className="self-end">
        Move
      </Button>
    </form>
  );
}
