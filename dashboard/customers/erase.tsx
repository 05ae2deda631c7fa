import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Customer, ErasureReceipt } from '../../widget/protocol/generated.ts';
import { wordsFor } from '../api/client.ts';
import { eraseCustomer } from '../api/customers.ts';
import { keyOf } from '../customer/use-customer.ts';
import { exact } from '../live/times.ts';
import { Button } from '../ui/button.tsx';

import { Field } from '../ui/field.tsx';
import { Question } from '../ui/question.tsx';

/** Somebody is forgotten for good, so the hand that does it writes the name. */
export function EraseCustomer({ customer }: { customer: Customer }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => setAsking(true)}
        className="inline-flex h-8 items-center rounded-control border border-line px-3 text-13 font-medium text-danger hover:bg-danger-soft"
      >
        Erase
      </button>
      {isAsking && <EraseDialog customer={customer} close={() => setAsking(false)} />}
    </>
  );
}

function EraseDialog({ customer, close }: { customer: Customer; close: () => void }) {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const name = customer.display_name;
  const erase = useMutation({ mutationFn: () => eraseCustomer(customer.id) });
  const leave = () => {
    queries.removeQueries({ queryKey: keyOf(customer.id) });
    void queries.invalidateQueries({ queryKey: ['customers'] });
    navigate('/customers');
  };
  if (erase.data) return <Receipt receipt={erase.data} close={leave} />;
  return (
    <Question title={`Erase ${name}`} close={close}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() === name && !erase.isPending) erase.mutate();
        }}
      >
        <p>
          Everything about them goes for good: conversations, messages, files, sessions and events. Nobody can
          bring it back.
        </p>
        <Field
          label={`Type “${name}” to go on`}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          error={erase.error ? wordsFor(erase.error) : undefined}
        />
        <span className="flex justify-end gap-2">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="danger" disabled={typed.trim() !== name || erase.isPending}>
            {erase.isPending ? 'Erasing…' : 'Erase for good'}
          </Button>
        </span>
      </form>
    </Question>
  );
}

/** The proof, which does not say who it was. */
function Receipt({ receipt, close }: { receipt: ErasureReceipt; close: () => void }) {
  const { id, finished_at, conversations, messages, files, sessions, events } = receipt;
  const counts = {
    Conversations: conversations,
    Messages: messages,
    Files: files,
    Sessions: sessions,
    Events: events,
  };
  return (
    <Question title="Erased" close={close}>
      <div className="flex flex-col gap-4">
        <p>Keep this receipt if somebody may ask. It does not say who it was.</p>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-13">
          <dt className="text-muted">Receipt</dt>
          <dd className="font-mono text-12 wrap-anywhere">{id}</dd>
          <dt className="text-muted">Finished</dt>
          <dd>{exact(finished_at)}</dd>
          {Object.entries(counts).map(([name, count]) => (
            <span key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="tabular-nums">{count.toLocaleString('en')}</dd>
            </span>
          ))}
        </dl>
        <Button look="primary" onClick={close} className="self-end">
          Done
        </Button>
      </div>
    </Question>
  );
}
