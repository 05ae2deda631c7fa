import { useState } from 'react';
import type { Colleague, Role } from '../../../widget/protocol/generated.ts';
import { wordsFor } from '../../api/client.ts';
import { useCurrentMe } from '../../shell/me-context.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { useNotice } from '../../ui/notice.tsx';
import { RowMenu } from '../../ui/row-menu.tsx';
import { Pick } from '../../ui/select.tsx';
import { CardList } from '../card-list.tsx';
import { Confirm } from '../confirm.tsx';
import { ROLE_NAMES } from '../rank.ts';
import { mayChangeAgent, rolesToGive } from './may.ts';
import { useTeamWrites } from './use-team.ts';

export function AgentList({ title, agents }: { title: string; agents: Colleague[] }) {
  const [leaving, setLeaving] = useState<Colleague | null>(null);
  const { change } = useTeamWrites();
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="font-semibold">{title}</h2>
      <CardList>
        {agents.map((agent) => (
          <Row key={agent.id} agent={agent} deactivate={() => setLeaving(agent)} />
        ))}
      </CardList>
      {leaving && (
        <Confirm
          title={`Deactivate ${leaving.name}?`}
          action="Deactivate"
          close={() => setLeaving(null)}
          run={() => change(leaving.id, { active: false })}
        >
          <p>
            They are logged out of this organization at once, and their conversations go back to the queue.
            What they wrote stays. You can let them in again at any time.
          </p>
        </Confirm>
      )}
    </section>
  );
}

function Row({ agent, deactivate }: { agent: Colleague; deactivate: () => void }) {
  const me = useCurrentMe().agent;
  const { id, name, email, avatar_url, active, online } = agent;
  const mayChange = mayChangeAgent(me.role, agent.role);
  return (
    <li className="flex min-h-16 flex-wrap items-center gap-x-3 gap-y-2 py-2.5 ps-4 pe-2">
      <Avatar name={name} url={avatar_url} {...(active && { online: online ?? undefined })} />
      <span className="flex min-w-0 grow basis-0 flex-col">
        <span className="truncate font-medium">
          <bdi>{name}</bdi>
          {id === me.id && <span className="font-normal text-muted"> (you)</span>}
        </span>
        <span className="truncate text-13 text-muted">{email}</span>
      </span>
      <span className="order-last w-full ps-12 desk:order-none desk:w-28 desk:ps-0">
        {active && mayChange ? (
          <RolePick agent={agent} />
        ) : (
          <span className="text-13 text-muted">{ROLE_NAMES[agent.role]}</span>
        )}
      </span>
      {mayChange ? <Actions agent={agent} deactivate={deactivate} /> : <span className="size-8" />}
    </li>
  );
}

/** Saved at once; a refusal says why. */
function RolePick({ agent }: { agent: Colleague }) {
  const me = useCurrentMe().agent;
  const say = useNotice();
  const { change } = useTeamWrites();
  const [chosen, setChosen] = useState<Role | null>(null);
  const choose = async (role: Role) => {
    setChosen(role);
    await change(agent.id, { role }).then(
      () => say(`${agent.name} is ${ROLE_NAMES[role].toLowerCase()} now.`),
      (error) => say(`Not changed. ${wordsFor(error)}`),
    );
    setChosen(null);
  };
  return (
    <Pick
      aria-label={`Role of ${agent.name}`}
      className="w-28"
      choices={rolesToGive(me.role).map((value) => ({ value, name: ROLE_NAMES[value] }))}
      value={chosen ?? agent.role}
      disabled={chosen !== null}
      onChoose={choose}
    />
  );
}

function Actions({ agent, deactivate }: { agent: Colleague; deactivate: () => void }) {
  const say = useNotice();
  const { change } = useTeamWrites();
  const letIn = () =>
    void change(agent.id, { active: true }).then(
      () => say(`${agent.name} can log in again.`),
      (error) => say(`Not changed. ${wordsFor(error)}`),
    );
  return (
    <RowMenu
      label={`More for ${agent.name}`}
      actions={[
        agent.active && { name: 'Deactivate', isDanger: true, run: deactivate },
        !agent.active && { name: 'Let in again', run: letIn },
      ]}
    />
  );
}
