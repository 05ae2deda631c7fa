import { MessageSquareText } from 'lucide-react';
import { EmbedCode } from '../settings/embed-code.tsx';
import { useWidgets } from '../settings/widgets/use-widgets.ts';

/** The first screen of a new organization: one thing to do. */
export function Welcome() {
  return (
    <section className="mx-auto flex max-w-140 flex-col gap-4">
      <h2 className="text-20 font-semibold">Your inbox is ready</h2>
      <p className="text-muted">
        Put this line on every page of your website, right before{' '}
        <code className="font-mono text-13">&lt;/body&gt;</code>. As soon as a visitor writes, the
        conversation appears here.
      </p>
      <EmbedCode />
      <TestMessage />
    </section>
  );
}

/** The real widget, as a visitor sees it, in a window of its own. */
function TestMessage() {
  const key = useWidgets().data?.items[0]?.key;
  if (!key) return null;
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-4">
      <p className="text-muted">
        Want to see it first? Write to yourself as a visitor would, and answer from here.
      </p>
      <a
        href={`/chat/${encodeURIComponent(key)}`}
        target="chatdesk-test"
        className="inline-flex h-8 items-center gap-2 self-start rounded-control border border-line bg-surface px-3 text-13 font-medium hover:bg-hover"
      >
        <MessageSquareText size={16} strokeWidth={1.5} aria-hidden="true" />
        Send a test message
      </a>
    </div>
  );
}
