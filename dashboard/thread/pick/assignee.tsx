import { UserRoundX } from 'lucide-react';
import type { AgentRef } from '../../../widget/protocol/generated.ts';
import { useColleagues } from '../../live/choices.ts';
import { useInbox } from '../../live/inbox-provider.tsx';
import { useCurrentMe } from '../../shell/me-context.ts';
import { Avatar } from '../../ui/avatar.tsx';
import type { OnePickProps } from './kinds.ts';
import { type Choice, Picker } from './picker.tsx';

/** Me, nobody, then everybody. Where the list of agents cannot be read, those who are here are known anyway. */
export function AssigneePick({ conversation: { assignee }, edit, close }: OnePickProps) {
  const { agent: me } = useCurrentMe();
  const { inbox } = useInbox();
  const { data, error, refetch } = useColleagues();
  const assign = (to: AgentRef | null) => () => {
    if (to?.id !== assignee?.id) edit({ type: 'assign', to });
    close();
  };
  const choice = ({ id, avatar_url, name }: AgentRef, shown = name): Choice => ({
    id,
    name: shown,
    hint: presenceWords(inbox.agents.find((one) => one.id === id)),
    icon: <Avatar name={name} url={avatar_url} size="tiny" />,
    isOn: assignee?.id === id,
    run: assign({ id, name, avatar_url }),
  });
  const nobody: Choice = {
    id: 'nobody',
    name: 'Nobody',
    icon: <UserRoundX size={16} strokeWidth={1.5} aria-hidden="true" />,
    isOn: !assignee,
    run: assign(null),
  };
  const others = (data?.items ?? inbox.agents).filter(({ id }) => id !== me.id);
  return (
    <Picker
      label="Assign to"
      choices={[choice(me, `${me.name} (me)`), nobody, ...others.map((one) => choice(one))]}
      error={error}
      retry={() => void refetch({ cancelRefetch: false })}
    />
  );
}

function presenceWords(one: { online: boolean; availability: string } | undefined): string {
  if (!one?.online) return 'Offline';
  return one.availability === 'away' ? 'Away' : 'Available';
}
