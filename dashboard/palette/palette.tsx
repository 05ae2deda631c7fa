import { useState } from 'react';
import type { ConversationSummary } from '../../widget/protocol/generated.ts';
import { Chooser } from './chooser.tsx';
import type { Asked } from './desk.tsx';
import Help from './help.tsx';
import { useEverything } from './use-everything.tsx';
import { useOneThing } from './use-one-thing.tsx';

interface PaletteProps {
  asked: Asked;
  /** The conversations that an action would change. */
  about: readonly ConversationSummary[];
  close: () => void;
}

type OneThing = Exclude<Asked, 'all' | 'help'>;

/** Everything that can be done, or one choice for the conversations it is about. */
export default function Palette({ asked, about, close }: PaletteProps) {
  const [step, setStep] = useState(asked);
  if (step === 'help') return <Help close={close} />;
  if (step === 'all') return <Everything about={about} close={close} next={setStep} />;
  return <OneChoice key={step} what={step} about={about} close={close} />;
}

type Step = Pick<PaletteProps, 'about' | 'close'>;

function Everything({ about, close, next }: Step & { next: (asked: Asked) => void }) {
  const [typed, setTyped] = useState('');
  const { groups, isSearching } = useEverything(about, typed, next);
  return (
    <Chooser
      label="Do or find anything"
      groups={groups}
      typed={typed}
      onType={setTyped}
      close={close}
      isSearching={isSearching}
    />
  );
}

function OneChoice({ what, about, close }: Step & { what: OneThing }) {
  const [typed, setTyped] = useState('');
  const { label, groups } = useOneThing(what, about, typed);
  return <Chooser label={label} groups={groups} typed={typed} onType={setTyped} close={close} />;
}
