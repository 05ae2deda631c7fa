import { ArrowLeft, Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Customer, CustomerId } from '../../widget/protocol/generated.ts';
import { ApiError } from '../api/client.ts';
import { exportOf } from '../api/customers.ts';
import { Contact } from '../customer/contact.tsx';
import { CustomFields } from '../customer/custom-fields.tsx';
import { Past } from '../customer/past.tsx';
import { Sessions } from '../customer/sessions.tsx';
import { Trail } from '../customer/trail.tsx';
import { useChangeCustomer, useCustomer } from '../customer/use-customer.ts';
import { Visits } from '../customer/visits.tsx';
import { Who } from '../customer/who.tsx';
import { useInbox } from '../live/inbox-provider.tsx';
import { useCurrentMe } from '../shell/me-context.ts';
import { useTitle } from '../shell/title.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading, Skeleton } from '../ui/skeleton.tsx';
import { EraseCustomer } from './erase.tsx';

/** Somebody, as far as we know them. */
export function Profile({ id }: { id: CustomerId }) {
  const live = useLive(id);
  const { data: customer, error, refetch } = useCustomer(id, live?.widget_customer);
  useTitle(customer?.display_name ?? 'Customer');
  return (
    <main className="min-w-0 grow overflow-y-auto">
      <div className="mx-auto flex max-w-240 flex-col gap-6 px-4 py-4 desk:px-8 desk:py-6">
        <Back />
        {customer ? (
          <Known customer={customer} online={live?.online} />
        ) : error ? (
          <Failed error={error} retry={() => void refetch()} />
        ) : (
          <Loading what="Loading the customer" className="flex items-center gap-3">
            <Skeleton className="size-14 rounded-full" />
            <Skeleton className="h-5 w-48" />
          </Loading>
        )}
      </div>
    </main>
  );
}

/** A conversation of theirs in the list hears of changes first. */
function useLive(id: CustomerId) {
  const { inbox } = useInbox();
  const entries = [...inbox.entries.values()].map(({ conversation }) => conversation);
  return entries.filter((one) => one?.widget_customer_id === id).sort(latestFirst)[0] ?? null;
}

type Listed = { updated_at: string } | null;
const latestFirst = (a: Listed, b: Listed) => ((a?.updated_at ?? '') < (b?.updated_at ?? '') ? 1 : -1);

const Back = () => (
  <Link
    href="/customers"
    className="-ml-2 flex h-8 items-center gap-2 self-start rounded-control px-2 text-13 text-muted hover:bg-hover hover:text-ink"
  >
    <ArrowLeft size={16} strokeWidth={1.5} aria-hidden="true" />
    Customers
  </Link>
);

function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const isGone = error instanceof ApiError && (error.status === 404 || error.code === 'invalid_id');
  if (!isGone) return <Failure what="The customer did not load." error={error} retry={retry} />;
  return (
    <p className="py-10 text-center text-muted">There is no such customer. They may have been erased.</p>
  );
}

function Known({ customer, online }: { customer: Customer; online?: boolean | undefined }) {
  const change = useChangeCustomer(customer.id);
  return (
    <>
      <header className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="sr-only">{customer.display_name}</h1>
        <div className="min-w-60">
          <Who customer={customer} online={online} />
        </div>
        <Actions customer={customer} />
      </header>
      <div className="grid gap-6 desk:grid-cols-[20rem_1fr]">
        <div className="flex flex-col gap-6">
          <h2 className="sr-only">What we know</h2>
          <Card>
            <Contact customer={customer} />
          </Card>
          <Card>
            <Visits customer={customer} online={online} />
          </Card>
          <Card>
            <CustomFields
              fields={customer.custom_fields}
              save={(customFields) => change.mutateAsync({ customFields })}
            />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Card title="Conversations">
            <Past id={customer.id} />
          </Card>
          <Card title="Pages and events">
            <Trail id={customer.id} />
          </Card>
          <Card title="Sessions">
            <Sessions id={customer.id} />
          </Card>
        </div>
      </div>
    </>
  );
}

function Card({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4 shadow-card"
    >
      {title && <h2 className="font-semibold">{title}</h2>}
      {children}
    </section>
  );
}

/** What only admins may do with all of it. */
function Actions({ customer }: { customer: Customer }) {
  const { agent } = useCurrentMe();
  if (agent.role === 'agent') return null;
  return (
    <span className="flex gap-2">
      <a
        href={exportOf(customer.id)}
        download={`customer-${customer.id}.json`}
        className="inline-flex h-8 items-center gap-2 rounded-control border border-line bg-surface px-3 text-13 font-medium hover:bg-hover"
      >
        <Download size={16} strokeWidth={1.5} aria-hidden="true" />
        Export
      </a>
      <EraseCustomer customer={customer} />
    </span>
  );
}
