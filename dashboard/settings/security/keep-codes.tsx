import { Download, Printer } from 'lucide-react';
import { useCurrentMe } from '../../shell/me-context.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy.tsx';
import { Question } from '../../ui/question.tsx';

/** Shown once: the way in for whoever has lost the phone. */
export function KeepCodes({ codes, close }: { codes: readonly string[]; close: () => void }) {
  const { agent } = useCurrentMe();
  const text = `Recovery codes of ${agent.email} for ChatDesk at ${location.host}. Each is good once.\n\n${codes.join('\n')}\n`;
  return (
    <Question title="Keep these recovery codes" close={close}>
      <div className="flex flex-col gap-4">
        <p>If you lose your phone, each of them lets you in once. We show them only now.</p>
        <div data-print className="rounded-card bg-sunken p-4">
          <p className="hidden pb-4 print:block">
            Recovery codes of {agent.email} for ChatDesk at {location.host}. Each is good once.
          </p>
          <ul
            aria-label="Recovery codes"
            className="grid grid-cols-2 gap-x-6 gap-y-1 text-center font-mono text-14"
          >
            {codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
        </div>
        <span className="flex flex-wrap gap-2">
          <CopyButton text={codes.join('\n')} />
          <Button onClick={() => keepAsFile(text)}>
            <Download size={16} strokeWidth={1.5} aria-hidden="true" />
            Download
          </Button>
          <Button onClick={() => print()}>
            <Printer size={16} strokeWidth={1.5} aria-hidden="true" />
            Print
          </Button>
        </span>
        <Button look="primary" onClick={close} className="self-end">
          I have kept them
        </Button>
      </div>
    </Question>
  );
}

function keepAsFile(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'chatdesk-recovery-codes.txt';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url));
}
