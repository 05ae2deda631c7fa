import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AuditEntry } from '../../../widget/protocol/generated.ts';
import { audit } from '../../api/developers.ts';
import { useColleagues } from '../../live/choices.ts';
import { since } from '../../live/times.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Older } from '../../ui/older.tsx';
import { Select } from '../../ui/select.tsx';
import { Time } from '../../ui/time.tsx';
import { CardList } from '../card-list.tsx';
import { Empty, Frame } from '../frame.tsx';
import { ReadPage } from '../read-page.tsx';
import { useMay } from '../roles.ts';
import { ACTIONS } from './audit-actions.ts';
import { type Difference, differencesOf, sentenceOf, titleOf } from './audit-words.ts';

/** Who changed what in the settings. */
export default function AuditLog() {
  const mayRead = useMay('admin');
  return (
    <Frame title="Audit log" lead="Who changed what in the settings, newest first." changedBy="admin">
      {mayRead && <Entries />}
    </Frame>
  );
}

const WHAT = [
  { value: '', name: 'Everything' },
  ...ACTIONS.map((value) => ({ value, name: titleOf(value) })).sort((a, b) => a.name.localeCompare(b.name)),
];

function Entries() {
  const [agent, setAgent] = useState('');
  const [action, setAction] = useState('');
  const colleagues = useColleagues().data?.items ?? [];
  const read = useInfiniteQuery({
    queryKey: ['audit', agent, action],
    queryFn: ({ pageParam, signal }) => audit(pageParam, { agent, action }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    staleTime: 0,
  });
  const choices = [
    { value: '', name: 'Everybody' },
    ...colleagues.map(({ id, name }) => ({ value: id as string, name })),
  ];
  return (
    <>
      <div className="grid gap-4 desk:grid-cols-2">
        <Select label="Who" choices={choices} value={agent} onChoose={setAgent} />
        <Select label="What" choices={WHAT} value={action} onChoose={setAction} />
      </div>
      <ReadPage read={read} what="The log">
        {({ pages }) => (
          <List entries={pages.flatMap(({ items }) => items)} isAll={agent === '' && action === ''} />
        )}
      </ReadPage>
      <Older read={read} />
    </>
  );
}

function List({ entries, isAll }: { entries: AuditEntry[]; isAll: boolean }) {
  if (entries.length === 0)
    return <Empty>{isAll ? 'Nothing was changed yet.' : 'There is nothing of this kind.'}</Empty>;
  return (
    <CardList label="Changes" isOrdered>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </CardList>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const differences = differencesOf(entry);
  return (
    <li className="flex gap-3 px-4 py-3">
      <Avatar name={entry.agent?.name ?? 'ChatDesk'} size="small" />
      <div className="flex min-w-0 grow flex-col gap-1">
        <p className="wrap-anywhere">
          {sentenceOf(entry)}{' '}
          <Time at={entry.created_at} say={since} className="text-13 whitespace-nowrap text-muted" />
        </p>
        {differences.length > 0 && (
          <dl className="flex flex-col gap-0.5 text-13">
            {differences.map((one) => (
              <Line key={one.field} difference={one} />
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}

const Line = ({ difference: { field, before, after } }: { difference: Difference }) => (
  <div className="flex flex-wrap gap-x-2">
    <dt className="text-muted">{field}:</dt>
    <dd className="min-w-0 wrap-anywhere">
      {before !== null && (
        <del className="text-muted">
          <span className="sr-only">before: </span>
          {before}
        </del>
      )}
      {before !== null && ' → '}
      <ins className="no-underline">
        <span className="sr-only">after: </span>
        {after ?? 'nothing'}
      </ins>
    </dd>
  </div>
);
