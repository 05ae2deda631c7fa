import { Mail } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { ConversationSummary } from '../../widget/protocol/generated.ts';
import { IconButton } from '../ui/button.tsx';
import { part } from '../ui/part.ts';

const EmailForm = part(() => import('./email-form.tsx'));

/** Opens the form that sends the conversation by email. */
export function EmailCopy({ conversation }: { conversation: ConversationSummary }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton label="Email a copy" onClick={() => setOpen(true)} className="ml-auto shrink-0">
        <Mail size={16} strokeWidth={1.5} aria-hidden="true" />
      </IconButton>
      {isOpen && (
        <Suspense>
          <EmailForm conversation={conversation} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
