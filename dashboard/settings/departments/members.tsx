import { useState } from 'react';
import type { AgentId, Colleague } from '../../../widget/protocol/generated.ts';
import { useColleagues } from '../../live/choices.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Field } from '../../ui/field.tsx';
import { Read } from '../../ui/read.tsx';

interface MembersProps {
  members: readonly AgentId[];
  onChange: (members: AgentId[]) => void;
  error: string | undefined;
}

const MANY = 8;

/** Ticks for everybody who works here. */
export function Members({ members, onChange, error }: MembersProps) {
  const read = useColleagues();
  const [typed, setTyped] = useState('');
  const toggle = (id: AgentId, isIn: boolean) =>
    onChange(isIn ? [...members, id] : members.filter((one) => one !== id));
  return (
    <Read read={read} what="The agents">
      {({ items }) => (
        <fieldset className="flex min-w-0 flex-col gap-2">
          <legend className="sr-only">Members</legend>
          {items.length > MANY && (
            <Field
              label="Find an agent"
              type="search"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
          <ul className="flex max-h-80 flex-col overflow-y-auto">
            {items.filter(fits(typed)).map((agent) => (
              <Member
                key={agent.id}
                agent={agent}
                isIn={members.includes(agent.id)}
                onChange={(isIn) => toggle(agent.id, isIn)}
              />
            ))}
          </ul>
          <p aria-live="polite" className={error ? 'text-12 text-danger' : 'text-12 text-muted'}>
            {error ??
              (members.length === 0 ? 'Nobody ticked: everybody is in it.' : `${members.length} ticked`)}
          </p>
        </fieldset>
      )}
    </Read>
  );
}

const fits = (typed: string) => {
  const wanted = typed.trim().toLowerCase();
  return ({ name, email }: Colleague) => `${name} ${email}`.toLowerCase().includes(wanted);
};

interface MemberProps {
  agent: Colleague;
  isIn: boolean;
  onChange: (isIn: boolean) => void;
}

const Member = ({ agent, isIn, onChange }: MemberProps) => (
  <li>
    <label className="flex min-h-10 items-center gap-3 rounded-control px-1 hover:bg-hover">
      <input
        type="checkbox"
        checked={isIn}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 shrink-0 accent-brand"
      />
      <Avatar name={agent.name} url={agent.avatar_url} size="small" />
      <span className="flex min-w-0 flex-col">
        <bdi className="truncate">{agent.name}</bdi>
        <span className="truncate text-12 text-muted">{agent.email}</span>
      </span>
    </label>
  </li>
);
