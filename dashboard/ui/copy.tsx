import { Check, Copy } from 'lucide-react';
import { useRef } from 'react';
import { useBriefly } from './briefly.ts';
import { Button } from './button.tsx';

const SAID_FOR = 2_000;

interface CopyButtonProps {
  text: string;
  words?: string;
  look?: 'primary' | 'quiet';
  className?: string;
  /** Where the browser does not allow it. */
  refused?: () => void;
}

export function CopyButton({ text, words = 'Copy', look = 'quiet', className, refused }: CopyButtonProps) {
  const [copied, sayCopied] = useBriefly(SAID_FOR);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      sayCopied();
    } catch {
      refused?.();
    }
  };
  return (
    <Button look={look} onClick={copy} className={className}>
      {copied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
      <span aria-live="polite">{copied ? 'Copied' : words}</span>
    </Button>
  );
}

interface CopyTextProps {
  label: string;
  text: string;
  words?: string;
}

/** Text to take along, with a button that copies it. */
export function CopyText({ label, text, words = 'Copy code' }: CopyTextProps) {
  const code = useRef<HTMLElement>(null);
  // Not allowed to: select it, and the person's own keys copy it.
  const select = () => {
    if (code.current) getSelection()?.selectAllChildren(code.current);
  };
  return (
    <div className="flex flex-col gap-3">
      <section
        aria-label={label}
        className="rounded-card border border-line bg-sunken p-3 text-left font-mono text-12 whitespace-pre-wrap wrap-anywhere"
      >
        <code ref={code}>{text}</code>
      </section>
      <CopyButton look="primary" text={text} words={words} refused={select} className="self-start" />
    </div>
  );
}
