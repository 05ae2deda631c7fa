import { Mail } from 'lucide-react';
import { useState } from 'react';
import type { Invite, MadeInvite } from '../../../widget/protocol/generated.ts';
import { wordsFor } from '../../api/client.ts';
import { useNotice } from '../../ui/notice.tsx';
import { Read } from '../../ui/read.tsx';
import { RowMenu } from '../../ui/row-menu.tsx';
import { Until } from '../../ui/until.tsx';
import { CardList } from '../card-list.tsx';
import { ROLE_NAMES } from '../rank.ts';
import { Invited } from './invite-form.tsx';
import { useInvites, useTeamWrites } from './use-team.ts';

/** Who has been asked in and has not come yet. */
export function Invites() {
  const read = useInvites();
  if (read.data?.items.length === 0) return null;
  return (
    <section aria-label="Invited" className="flex flex-col gap-2">
      <h2 className="font-semibold">Invited</h2>
      <Read read={read} what="The invitations">
        {({ items }) => <InviteList invites={items} />}
      </Read>
    </section>
  );
}

function InviteList({ invites }: { invites: Invite[] }) {
  const { invite, withdraw } = useTeamWrites();
  const say = useNotice();
  const [made, setMade] = useState<MadeInvite | null>(null);
  const again = ({ email, role }: Invite) =>
    void invite(email, role).then(setMade, (error) => say(`Not sent. ${wordsFor(error)}`));
  const take = ({ id, email }: Invite) =>
    void withdraw(id).then(
      () => say(`The invitation of ${email} no longer works.`),
      (error) => say(`It still works. ${wordsFor(error)}`),
    );
  return (
    <>
      <CardList>
        {invites.map((one) => (
          <li key={one.id} className="flex min-h-14 items-center gap-3 py-2 ps-4 pe-2">
            <Mail size={20} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-muted" />
            <span className="flex min-w-0 grow flex-col">
              <span className="truncate font-medium">{one.email}</span>
              <span className="truncate text-13 text-muted">
                {ROLE_NAMES[one.role]}, invited by <bdi>{one.invited_by.name}</bdi>, good until{' '}
                <Until at={one.expires_at} />
              </span>
            </span>
            <RowMenu
              label={`More for ${one.email}`}
              actions={[
                { name: 'Send again with a new link', run: () => again(one) },
                { name: 'Withdraw', isDanger: true, run: () => take(one) },
              ]}
            />
          </li>
        ))}
      </CardList>
      {made && <Invited made={made} close={() => setMade(null)} />}
    </>
  );
}
