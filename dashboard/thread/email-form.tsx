import { useState } from 'react';
import type { ConversationSummary } from '../../widget/protocol/generated.ts';
import { emailCopy } from '../api/calls.ts';
import { SmallForm } from '../settings/small-form.tsx';
import { Field } from '../ui/field.tsx';
import { useNotice } from '../ui/notice.tsx';

interface EmailFormProps {
  conversation: ConversationSummary;
  close: () => void;
}

/** To the customer, unless somebody else is named. */
export default function EmailForm({ conversation, close }: EmailFormProps) {
  const [email, setEmail] = useState(conversation.widget_customer.email ?? '');
  const say = useNotice();
  const sent = () => {
    close();
    say(`The conversation is on its way to ${email.trim()}.`);
  };
  return (
    <SmallForm
      title="Email a copy"
      action="Send"
      submit={() => emailCopy(conversation.id, email.trim())}
      done={sent}
      close={close}
    >
      {(errors) => (
        <Field
          label="Send it to"
          help="What was said, as the customer sees it. Notes stay here."
          type="email"
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={errors.email}
        />
      )}
    </SmallForm>
  );
}
