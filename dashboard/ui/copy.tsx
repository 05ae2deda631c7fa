import { Check, Copy } from 'lucide-react';
import { useRef } from 'react';
import { useBriefly } from './briefly.ts';
import { Button } from './button.tsx';

const SAID_FOR = 2_000;

/** Text to take along, with a button that copies it. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const code = useRef<HTMLElement>(null);
  const [copied, sayCopied] = useBriefly(SAID_FOR);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      sayCopied();
    } catch {
      // Not allowed to: select it, and the person's own keys copy it.
      if (code.current) getSelection()?.selectAllChildren(code.current);
    }
  };

  return (
    <div className="flex flex-col gap-3">
      <section
        aria-label={label}
        className="rounded-card border border-line bg-sunken p-3 text-left font-mono text-12 wrap-anywhere"
      >
        <code ref={code}>{text}</code>
      </section>
      <Button look="primary" onClick={copy} className="self-start">
        {copied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
        <span aria-live="polite">{copied ? 'Copied' : 'Copy code'}</span>
      </Button>
    </div>
  );
}
