import { useState } from 'react';
import type { MadeInvite, Role } from '../../../widget/protocol/generated.ts';
import { ApiError } from '../../api/client.ts';
import { useCurrentMe } from '../../shell/me-context.ts';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy.tsx';
import { Field } from '../../ui/field.tsx';
import { Question } from '../../ui/question.tsx';
import { Radios } from '../../ui/radios.tsx';
import { wrongFields } from '../form/use-form.ts';
import { ROLE_NAMES } from '../rank.ts';
import { SmallForm } from '../small-form.tsx';
import { rolesToGive } from './may.ts';
import { useTeamWrites } from './use-team.ts';

const WHAT: Record<Role, string> = {
  agent: 'Answers conversations.',
  admin: 'Also changes settings and invites others.',
  owner: 'Also decides who is admin or owner, and exports everything.',
};

/** Who, and as what; then the link, for handing over by hand. */
export function InviteForm({ close }: { close: () => void }) {
  const { role: mine } = useCurrentMe().agent;
  const { invite } = useTeamWrites();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const [made, setMade] = useState<MadeInvite | null>(null);
  if (made) return <Invited made={made} close={close} />;
  return (
    <SmallForm
      title="Invite agent"
      action="Send invite"
      submit={() => invite(email.trim(), role).then(setMade, atTheEmail)}
      done={() => undefined}
      close={close}
    >
      {(errors) => (
        <>
          <Field
            label="Email"
            type="email"
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            error={errors.email}
          />
          <Radios
            label="Role"
            choices={rolesToGive(mine).map((value) => ({
              value,
              name: ROLE_NAMES[value],
              help: WHAT[value],
            }))}
            value={role}
            onChoose={setRole}
          />
        </>
      )}
    </SmallForm>
  );
}

function atTheEmail(error: unknown): never {
  if (error instanceof ApiError && error.code === 'already_member')
    throw wrongFields({ email: error.message });
  throw error;
}

export function Invited({ made, close }: { made: MadeInvite; close: () => void }) {
  return (
    <Question title="Invited" close={close}>
      <div className="flex flex-col gap-4">
        <p>
          We have mailed <bdi className="wrap-anywhere">{made.invite.email}</bdi> a link. You can also hand it
          over yourself: it is good for 7 days, once, and for whoever has it.
        </p>
        <CopyText label="Link of the invitation" text={made.url} words="Copy link" />
        <Button onClick={close} className="self-end">
          Done
        </Button>
      </div>
    </Question>
  );
}
