import { Check, MessageSquareText } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { Widget } from '../../widget/protocol/generated.ts';
import { ApiError, wordsFor } from '../api/client.ts';
import { EmbedCode } from '../settings/embed-code.tsx';
import { useMay } from '../settings/roles.ts';
import { useUntilInstalled, useWidgetWrites } from '../settings/widgets/use-widgets.ts';
import { useCurrentMe } from '../shell/me-context.ts';
import { classes } from '../ui/classes.ts';
import { Field } from '../ui/field.tsx';
import { Read } from '../ui/read.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Swatches } from '../ui/swatches.tsx';

/** The first screen of a new organization: what there is to do, in order. */
export default function Welcome() {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="mx-auto flex w-full max-w-140 flex-col gap-6">
      <div className="flex flex-col gap-1">
        <h2 id={heading} className="text-20 font-semibold">
          Your inbox is ready
        </h2>
        <p className="text-muted">As soon as a visitor writes, the conversation appears here.</p>
      </div>
      <Read
        read={useUntilInstalled()}
        what="Your widget"
        shape={<Skeleton className="h-80 w-full rounded-card" />}
      >
        {({ items: [widget] }) => widget && <Steps widget={widget} />}
      </Read>
    </section>
  );
}

function Steps({ widget }: { widget: Widget }) {
  const mayChange = useMay('admin');
  const looks = useChanges(widget);
  return (
    <ol className="flex flex-col gap-6">
      {mayChange && (
        <Step title="Name and colour" isDone={looks.isDone}>
          <Looks widget={widget} {...looks} />
        </Step>
      )}
      <Step title="Put it on your website" isDone={widget.installed !== null}>
        <EmbedCode widget={widget} />
        <Seen widget={widget} />
      </Step>
      <Step title="Say hello" isDone={false}>
        <TestMessage widgetKey={widget.key} />
      </Step>
    </ol>
  );
}

function Step({ title, isDone, children }: { title: string; isDone: boolean; children: ReactNode }) {
  return (
    <li className="flex min-w-0 gap-3">
      <span
        className={classes(
          'grid size-6 shrink-0 place-items-center rounded-full border',
          isDone ? 'border-success bg-success text-surface' : 'border-edge',
        )}
      >
        {isDone && <Check size={14} strokeWidth={2.5} aria-label="Done" />}
      </span>
      <div className="flex min-w-0 grow flex-col gap-3">
        <h3 className="text-14 leading-6 font-semibold">{title}</h3>
        {children}
      </div>
    </li>
  );
}

/** So long after the last touch it is saved. */
const REST = 500;

type Change = { title?: string; primaryColor?: string };

/** Saved by itself, as one goes; also when one goes elsewhere. */
function useChanges({ id }: Widget) {
  const { change: save } = useWidgetWrites();
  const [changes, setChanges] = useState<Change>({});
  const [error, setError] = useState<unknown>(null);
  const [isDone, setDone] = useState(false);
  const latest = useRef<Change>({});
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const send = async (sent: Change) => {
    try {
      await save(id, sent);
      setError(null);
      setDone(true);
      if (latest.current === sent) {
        latest.current = {};
        setChanges({});
      }
    } catch (failure) {
      setError(failure);
    }
  };
  const change = (one: Change) => {
    const next = { ...latest.current, ...one };
    latest.current = next;
    setChanges(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void send(next), REST);
  };
  return { changes, change, error, isDone: isDone && !error };
}

interface LooksProps {
  widget: Widget;
  changes: Change;
  change: (one: Change) => void;
  error: unknown;
}

function Looks({ widget, changes, change, error }: LooksProps) {
  const fields = error instanceof ApiError ? error.fields : {};
  const isElsewhere = Boolean(error) && !fields.title && !fields.primaryColor;
  return (
    <>
      <Field
        label="Name of your team"
        help="At the top of the chat."
        dir="auto"
        maxLength={60}
        autoComplete="off"
        placeholder={useCurrentMe().organization.name}
        value={changes.title ?? widget.title}
        onChange={(event) => change({ title: event.target.value })}
        error={fields.title}
      />
      <Swatches
        color={changes.primaryColor ?? widget.primary_color}
        onColor={(primaryColor) => change({ primaryColor })}
        error={fields.primaryColor}
      />
      {isElsewhere && (
        <p role="alert" className="text-12 text-danger">
          Not saved. {wordsFor(error)}
        </p>
      )}
      <p className="text-13 text-muted">
        Everything else, with a live preview, is in the{' '}
        <Link
          href={`/settings/widgets/${widget.id}`}
          className="font-medium text-brand-ink underline underline-offset-2"
        >
          settings of the widget
        </Link>
        .
      </p>
    </>
  );
}

/** Turns by itself, as soon as the first page has shown it. */
function Seen({ widget: { installed } }: { widget: Widget }) {
  return (
    <p role="status" className="flex items-center gap-2 text-13">
      <span
        aria-hidden="true"
        className={classes(
          'size-2 shrink-0 rounded-full',
          installed ? 'bg-success' : 'bg-edge motion-safe:animate-dot',
        )}
      />
      {installed ? (
        <span className="min-w-0 truncate">
          Installed on <bdi>{installed.origin}</bdi>
        </span>
      ) : (
        <span className="text-muted">Waiting for the first page that shows it…</span>
      )}
    </p>
  );
}

/** The real widget, as a visitor sees it, in a window of its own. */
function TestMessage({ widgetKey }: { widgetKey: string }) {
  return (
    <>
      <p className="text-muted">Write to yourself as a visitor would, and answer from here.</p>
      <a
        href={`/chat/${encodeURIComponent(widgetKey)}`}
        target="chatdesk-test"
        className="inline-flex h-8 items-center gap-2 self-start rounded-control border border-line bg-surface px-3 text-13 font-medium hover:bg-hover"
      >
        <MessageSquareText size={16} strokeWidth={1.5} aria-hidden="true" />
        Send a test message
      </a>
    </>
  );
}
