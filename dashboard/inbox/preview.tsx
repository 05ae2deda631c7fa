import { Lock, Reply } from 'lucide-react';
import type { Preview as LastMessage } from '../../widget/protocol/generated.ts';
import { classes } from '../ui/classes.ts';

/** One line of what was said last, and whether it was us who said it. */
export function Preview({ message, isUnread }: { message: LastMessage | null; isUnread: boolean }) {
  const look = isUnread ? 'font-medium text-ink' : 'text-muted';
  return (
    <span className={classes('flex min-w-0 grow items-center gap-1 text-13', look)}>
      {message && <Voice message={message} />}
      <bdi className="truncate">{message?.body || 'No message yet'}</bdi>
    </span>
  );
}

function Voice({ message: { kind, sender } }: { message: LastMessage }) {
  if (kind === 'note') return <Lock size={12} role="img" aria-label="Note:" className="shrink-0" />;
  if (sender === 'visitor' || kind === 'event') return null;
  return <Reply size={14} role="img" aria-label="We said:" className="shrink-0" />;
}
