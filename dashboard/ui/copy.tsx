import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from './button.tsx';

const SAID_FOR = 2_000;

/** Text to take along, with a button that copies it. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const code = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_FOR);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
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
