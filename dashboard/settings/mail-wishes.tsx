import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChangeNotifications, Notifications, WaitingMail } from '../../widget/protocol/generated.ts';
import { changeNotifications, notifications } from '../api/accounts.ts';
import { wordsFor } from '../api/client.ts';
import { Radios } from '../ui/radios.tsx';
import { Read } from '../ui/read.tsx';
import { Select } from '../ui/select.tsx';
import { Card } from './frame.tsx';

const KEY = ['notifications'];

const WHEN: readonly { value: WaitingMail; name: string; help?: string }[] = [
  { value: 'off', name: 'Never' },
  { value: 'away', name: 'When I am away', help: 'No ChatDesk is open, or you take no conversations.' },
  { value: 'always', name: 'Always' },
];

const AFTER = [
  { value: '5', name: '5 minutes' },
  { value: '15', name: '15 minutes' },
  { value: '60', name: '1 hour' },
] as const;

/** Mail about people who wait: kept for the agent, wherever they log in. */
export function MailWishes() {
  const read = useQuery({ queryKey: KEY, queryFn: ({ signal }) => notifications(signal) });
  return (
    <Card title="Email">
      <Read read={read} what="Your choices">
        {(known) => <Wishes known={known} />}
      </Read>
    </Card>
  );
}

function Wishes({ known }: { known: Notifications }) {
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (change: ChangeNotifications) => changeNotifications(change),
    onSuccess: (saved) => queries.setQueryData<Notifications>(KEY, saved),
  });
  const wanted = save.isPending ? save.variables : {};
  const mail = wanted.waitingMail ?? known.waiting_mail;
  const minutes = `${wanted.waitingMailMinutes ?? known.waiting_mail_minutes}`;
  return (
    <>
      <Radios
        label="Email me when people wait for an answer"
        choices={WHEN}
        value={mail}
        onChoose={(waitingMail) => save.mutate({ waitingMail })}
      />
      {mail !== 'off' && (
        <Select
          label="Once they have waited for"
          help="All of them in one mail, at most every half hour."
          choices={AFTER}
          value={AFTER.find(({ value }) => value === minutes)?.value ?? '15'}
          onChoose={(value) => save.mutate({ waitingMailMinutes: Number(value) })}
        />
      )}
      <p role="status" className="text-13 text-muted empty:hidden">
        {save.isSuccess && 'Saved'}
      </p>
      {save.error && (
        <p role="alert" className="text-13 text-danger">
          {wordsFor(save.error)}
        </p>
      )}
    </>
  );
}
