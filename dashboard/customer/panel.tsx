import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { since } from '../live/times.ts';
import type { RoomConversation } from '../thread/types.ts';
import { Avatar } from '../ui/avatar.tsx';
import { IconButton } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';

interface CustomerPanelProps {
  conversation: RoomConversation | null;
  close: () => void;
}

/** Who the agent is talking to. Beside the thread where there is room, over it where there is not. */
export function CustomerPanel({ conversation, close }: CustomerPanelProps) {
  return (
    <aside
      aria-label="Customer"
      className="fixed inset-y-0 right-0 z-30 w-full shrink-0 overflow-y-auto border-l border-line bg-surface desk:w-75 desk:shadow-window wide:static wide:shadow-none"
    >
      <div className="flex h-14 items-center justify-between border-b border-line pr-2 pl-4">
        <h2 className="font-semibold">Customer</h2>
        {/* Where the panel covers what opened it, the focus comes along. */}
        <IconButton label="Hide customer details" onClick={close} autoFocus className="wide:hidden">
          <X size={20} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
      </div>
      {conversation ? <Details conversation={conversation} /> : <Skeleton className="m-4 h-14" />}
    </aside>
  );
}

function Details({ conversation }: { conversation: RoomConversation }) {
  const {
    widget_customer: customer,
    pre_chat_data: answers,
    department,
    page,
    created_at,
    online,
  } = conversation;
  return (
    <div className="flex flex-col gap-6 p-4">
      <div className="flex items-center gap-3">
        <Avatar name={customer.display_name} online={online} size="large" />
        <div className="min-w-0">
          <p className="font-semibold wrap-anywhere">
            <bdi>{customer.display_name}</bdi>
          </p>
          <p className="text-12 text-muted">{customer.full_name ? 'Visitor' : 'Anonymous visitor'}</p>
        </div>
      </div>
      <Facts title="Contact">
        <Fact name="Email">
          {customer.email && <Contact href={`mailto:${customer.email}`} text={customer.email} />}
        </Fact>
        <Fact name="Phone">
          {customer.phone && <Contact href={`tel:${customer.phone}`} text={customer.phone} />}
        </Fact>
      </Facts>
      <Facts title="Visits">
        <Fact name="First seen">
          {<Time at={customer.first_seen_at} say={since} className="inline-block first-letter:uppercase" />}
        </Fact>
        <Fact name="Last seen">
          {online ? (
            'Online now'
          ) : (
            <Time at={customer.last_seen_at} say={since} className="inline-block first-letter:uppercase" />
          )}
        </Fact>
      </Facts>
      <Facts title="Conversation">
        <Fact name="Started">
          {<Time at={created_at} say={since} className="inline-block first-letter:uppercase" />}
        </Fact>
        {page?.url && (
          <Fact name="On page">
            <PageLink url={page.url} title={page.title} />
          </Fact>
        )}
        {department && <Fact name="Department">{department.name}</Fact>}
      </Facts>
      <Fields title="Pre-chat answers" fields={answers} />
      <Fields title="Custom fields" fields={customer.custom_fields} />
    </div>
  );
}

function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-12 font-semibold text-muted">{title}</h3>
      <dl className="flex flex-col gap-2">{children}</dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-3 text-13">
      <dt className="w-24 shrink-0 text-muted wrap-anywhere">{name}</dt>
      <dd dir="auto" className="min-w-0 grow wrap-anywhere">
        {children || <span className="text-muted">Not known yet</span>}
      </dd>
    </div>
  );
}

/** Only web addresses become links: the address came from the visitor's browser. */
function PageLink({ url, title }: { url: string; title?: string | undefined }) {
  const isWeb = /^https?:$/.test(URL.parse(url)?.protocol ?? '');
  if (!isWeb) return title || url;
  return (
    <a
      href={url}
      title={url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-brand-ink underline underline-offset-2"
    >
      {title || url}
    </a>
  );
}

function Contact({ href, text }: { href: string; text: string }) {
  return (
    <a href={href} className="text-brand-ink underline underline-offset-2">
      {text}
    </a>
  );
}

function Fields({ title, fields }: { title: string; fields: Record<string, string> }) {
  const entries = Object.entries(fields);
  if (entries.length === 0) return null;
  return (
    <Facts title={title}>
      {entries.map(([name, value]) => (
        <Fact key={name} name={name}>
          {value}
        </Fact>
      ))}
    </Facts>
  );
}
