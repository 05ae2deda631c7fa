import { useState } from 'react';
import type { Colleague } from '../../../widget/protocol/generated.ts';
import { Button } from '../../ui/button.tsx';
import { Frame } from '../frame.tsx';
import { ReadPage } from '../read-page.tsx';
import { useMay } from '../roles.ts';
import { AgentList } from './agents.tsx';
import { InviteForm } from './invite-form.tsx';
import { Invites } from './invites.tsx';
import { useEveryAgent } from './use-team.ts';

/** Who works here, and who is invited. */
export default function Team() {
  const read = useEveryAgent();
  const [isInviting, setInviting] = useState(false);
  return (
    <Frame
      title="Team"
      lead="Agents answer; admins also change settings; owners also decide who is admin or owner."
      changedBy="admin"
      isWide
      action={
        <Button look="primary" onClick={() => setInviting(true)}>
          Invite agent
        </Button>
      }
    >
      <ReadPage read={read} what="The team">
        {({ items }) => <Everybody agents={items} />}
      </ReadPage>
      {isInviting && <InviteForm close={() => setInviting(false)} />}
    </Frame>
  );
}

function Everybody({ agents }: { agents: Colleague[] }) {
  const isAdmin = useMay('admin');
  const inactive = agents.filter(({ active }) => !active);
  return (
    <>
      <AgentList title="Agents" agents={agents.filter(({ active }) => active)} />
      {isAdmin && <Invites />}
      {inactive.length > 0 && <AgentList title="Deactivated" agents={inactive} />}
    </>
  );
}
