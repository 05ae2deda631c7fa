import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../languages/later.ts';
import { isEmail } from '../check.ts';

interface Props {
  /** Known already: the answer goes there. */
  email: string | null;
  save: (email: string) => Promise<void>;
  onBusy: () => void;
  onDone: () => void;
  onShow: () => void;
}

export function Contact({ email, onShow, ...props }: Props) {
  useLayoutEffect(onShow);
  return email ? <p class="contact">{t('willAnswer', { email })}</p> : <Question {...props} />;
}

type Step = 'asked' | 'wrong' | 'saving' | 'failed';

function Question({ save, onBusy, onDone }: Omit<Props, 'email' | 'onShow'>) {
  const field = useRef<HTMLInputElement>(null);
  const [email, write] = useState('');
  const [step, go] = useState<Step>('asked');
  const submit = async (event: Event) => {
    event.preventDefault();
    field.current?.focus();
    if (!isEmail(email.trim())) return go('wrong');
    go('saving');
    await save(email.trim()).then(onDone, () => go('failed'));
  };
  const isWrong = step === 'wrong' || step === 'failed';
  return (
    <form class="contact" noValidate onSubmit={submit} onInput={onBusy}>
      <label for="contact-email">{t('askEmail')}</label>
      <div class="row">
        <input
          ref={field}
          id="contact-email"
          type="email"
          autocomplete="email"
          placeholder={t('formEmail')}
          aria-invalid={step === 'wrong'}
          aria-describedby={isWrong ? 'contact-wrong' : undefined}
          dir={email ? 'ltr' : undefined}
          value={email}
          onInput={({ currentTarget }) => write(currentTarget.value)}
        />
        <button type="submit" class="primary" disabled={step === 'saving'}>
          {t('saveEmail')}
        </button>
      </div>
      {isWrong && (
        <p class="wrong" id="contact-wrong" role="alert">
          {t(step === 'wrong' ? 'wrongEmail' : 'didNotWork')}
        </p>
      )}
      <button type="button" class="no" onClick={onDone}>
        {t('noEmail')}
      </button>
    </form>
  );
}
