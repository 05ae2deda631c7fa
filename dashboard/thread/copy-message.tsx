import { Check, Copy } from 'lucide-react';
import { useBriefly } from '../ui/briefly.ts';
import { useNotice } from '../ui/notice.tsx';

const SAID_FOR = 1_500;

/** Reached by the arrow keys, as one stop of the Tab key for each message would be too many. */
export function CopyMessage({ text }: { text: string }) {
  const say = useNotice();
  const [copied, sayCopied] = useBriefly(SAID_FOR);
  const copy = () =>
    navigator.clipboard.writeText(text).then(sayCopied, () => say('The browser did not let us copy it.'));
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      data-copy
      tabIndex={-1}
      aria-label={copied ? 'Copied' : 'Copy message'}
      title={copied ? 'Copied' : 'Copy message'}
      onClick={() => void copy()}
      className="grid size-7 place-items-center rounded-control hover:bg-hover hover:text-ink"
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}
