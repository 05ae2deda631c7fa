import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../languages/later.ts';
import type { Api } from '../api.ts';
import './inset.ts';

interface Props {
  /** The conversation's. */
  id: string;
  /** The visitor's, as far as it is known. */
  email: string;
  api: Api;
}

type Fate = 'asked' | 'busy' | 'sent' | 'wrongEmail' | 'tooOften' | 'didNotWork';

/** Where the conversation is to be sent. */
export function Transcript({ id, email, api }: Props) {
  const [fate, set] = useState<Fate>('asked');
  const [to, setTo] = useState(email);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const send = async (event: Event) => {
    event.preventDefault();
    set('busy');
    const result = await ask(api, id, to.trim());
    set(result);
    if (result !== 'sent') field.current?.focus();
  };
  if (fate === 'sent') return <Sent to={to.trim()} />;
  const isWrong = fate !== 'asked' && fate !== 'busy';
  return (
    <form class="inset" noValidate onSubmit={send}>
      <label for="transcript">{t('transcriptTo')}</label>
      <p class="answers">
        <input
          id="transcript"
          ref={field}
          type="email"
          autocomplete="email"
          dir="ltr"
          value={to}
          aria-invalid={fate === 'wrongEmail'}
          aria-describedby={isWrong ? 'transcript-wrong' : undefined}
          onInput={({ currentTarget: { value } }) => setTo(value)}
        />
        <button type="submit" class="primary" disabled={fate === 'busy'}>
          {t('transcriptSend')}
        </button>
      </p>
      {isWrong && (
        <p class="wrong" id="transcript-wrong" role="alert">
          {t(fate)}
        </p>
      )}
    </form>
  );
}

/** The button that had the focus is gone: it comes here, and the words are read out. */
function Sent({ to }: { to: string }) {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);
  return (
    <p class="inset" role="status" tabIndex={-1} ref={words}>
      {t('transcriptSent', { email: to })}
    </p>
  );
}

async function ask(api: Api, id: string, email: string): Promise<Fate> {
  if (!/^\S+@\S+\.\S+$/.test(email)) return 'wrongEmail';
  try {
    await api.asVisitor(`conversations/${id}/transcript`, { email });
    return 'sent';
  } catch (failure) {
    const { status } = (failure as { problem?: { status: number } }).problem ?? {};
    if (status === 422) return 'wrongEmail';
    return status === 429 ? 'tooOften' : 'didNotWork';
  }
}
