import { useQueryClient } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { Me, RecoveryCodes } from '../../../widget/protocol/generated.ts';
import { ME } from '../../session/me.ts';
import { useCurrentMe } from '../../shell/me-context.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../frame.tsx';
import { AskPassword } from './ask-password.tsx';
import { KeepCodes } from './keep-codes.tsx';
import { SetUp } from './set-up.tsx';

type Step = 'set-up' | 'codes' | 'stop' | { keep: string[] };

/** Six digits from the phone, besides the password. */
export function TwoFactorCard() {
  const { two_factor, recovery_codes_left } = useCurrentMe();
  const know = useKnow();
  const [step, setStep] = useState<Step | null>(null);
  const close = () => setStep(null);
  const keep = ({ recovery_codes }: RecoveryCodes) => {
    know({ two_factor: true, recovery_codes_left: recovery_codes.length });
    setStep({ keep: recovery_codes });
  };
  return (
    <Card
      title="Two-factor log-in"
      lead="After the password you enter six digits that an app on your phone shows. A stolen password alone is then of no use."
    >
      {two_factor ? (
        <IsOn left={recovery_codes_left ?? 0} renew={() => setStep('codes')} stop={() => setStep('stop')} />
      ) : (
        <Button look="primary" className="self-start" onClick={() => setStep('set-up')}>
          Set up two-factor
        </Button>
      )}
      {step === 'set-up' && <SetUp close={close} done={keep} />}
      {step === 'codes' && <AskPassword what="codes" close={close} done={keep} />}
      {step === 'stop' && (
        <AskPassword
          what="stop"
          close={close}
          done={() => {
            know({ two_factor: false, recovery_codes_left: null });
            close();
          }}
        />
      )}
      {step !== null && typeof step === 'object' && <KeepCodes codes={step.keep} close={close} />}
    </Card>
  );
}

function useKnow(): (news: Partial<Me>) => void {
  const queries = useQueryClient();
  return (news) => queries.setQueryData<Me>(ME, (me) => me && { ...me, ...news });
}

const FEW = 3;

function IsOn({ left, renew, stop }: { left: number; renew: () => void; stop: () => void }) {
  return (
    <>
      <p className="flex items-center gap-2">
        <ShieldCheck size={20} strokeWidth={1.5} className="shrink-0 text-success" aria-hidden="true" />
        <span>
          It is on.{' '}
          <span className={left <= FEW ? 'font-medium text-warning' : 'text-muted'}>
            {left === 1 ? '1 recovery code is left.' : `${left} recovery codes are left.`}
          </span>
        </span>
      </p>
      <span className="flex flex-wrap gap-2">
        <Button onClick={renew}>New recovery codes</Button>
        <Button onClick={stop} className="text-danger">
          Turn off
        </Button>
      </span>
    </>
  );
}
