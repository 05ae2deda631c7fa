import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { ApiKey } from '../../../widget/protocol/generated.ts';
import { since } from '../../live/times.ts';
import { Button } from '../../ui/button.tsx';
import { DocsLink } from '../../ui/docs-link.tsx';
import { Time } from '../../ui/time.tsx';
import { Until } from '../../ui/until.tsx';
import { CardList } from '../card-list.tsx';
import { Confirm } from '../confirm.tsx';
import { Frame } from '../frame.tsx';
import { ListFrame } from '../list-frame.tsx';
import { useMay } from '../roles.ts';
import { KeyForm } from './key-form.tsx';
import { SCOPES } from './scopes.ts';
import { useApiKeys, useKeyWrites } from './use-keys.ts';

/** How programs of the organization come in. */
export default function ApiKeys() {
  return useMay('admin') ? <Keys /> : <Frame {...head} />;
}

const head = {
  title: 'API keys',
  lead: (
    <>
      Your programs can do what the dashboard does. <DocsLink to="/api/docs">All calls</DocsLink>
    </>
  ),
  changedBy: 'admin',
} as const;

function Keys() {
  const read = useApiKeys();
  const { remove } = useKeyWrites();
  const [isMaking, setMaking] = useState(false);
  const [gone, setGone] = useState<ApiKey | null>(null);
  const add = (
    <Button look="primary" onClick={() => setMaking(true)}>
      Create key
    </Button>
  );
  return (
    <ListFrame
      {...head}
      read={read}
      what="The keys"
      empty="No keys yet. A program needs one to come in."
      add={add}
      list={(items) => (
        <CardList label="API keys">
          {items.map((key) => (
            <Key key={key.id} apiKey={key} revoke={() => setGone(key)} />
          ))}
        </CardList>
      )}
    >
      {isMaking && <KeyForm close={() => setMaking(false)} />}
      {gone && (
        <Confirm
          title={`Revoke ${gone.name}?`}
          action="Revoke key"
          close={() => setGone(null)}
          run={() => remove(gone.id)}
        >
          <p>Programs that use it are refused from now on. It cannot be brought back.</p>
        </Confirm>
      )}
    </ListFrame>
  );
}

function Key({ apiKey, revoke }: { apiKey: ApiKey; revoke: () => void }) {
  const { name, scopes, created_by, created_at, last_used_at, expires_at } = apiKey;
  const isOver = expires_at !== null && Date.parse(expires_at) < Date.now();
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <KeyRound size={20} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-muted" />
      <span className="flex min-w-0 grow flex-col">
        <bdi className="truncate font-medium">{name}</bdi>
        <span className="text-13 text-muted">
          {SCOPES.filter(({ value }) => scopes.includes(value))
            .map((scope) => scope.name)
            .join(', ')}
        </span>
        <span className="text-13 text-muted">
          Made by <bdi>{created_by.name}</bdi> <Time at={created_at} say={since} />,{' '}
          {last_used_at ? (
            <>
              used <Time at={last_used_at} say={since} />
            </>
          ) : (
            'never used'
          )}
          {expires_at && (
            <span className={isOver ? 'text-danger' : ''}>
              , {isOver ? 'expired' : 'expires'}{' '}
              {isOver ? <Time at={expires_at} say={since} /> : <Until at={expires_at} />}
            </span>
          )}
        </span>
      </span>
      <Button onClick={revoke} aria-label={`Revoke ${name}`}>
        Revoke
      </Button>
    </li>
  );
}
