import { useState } from 'react';
import { Chooser } from './chooser.tsx';
import type { Asked } from './desk.tsx';
import Help from './help.tsx';
import { useEverything } from './use-everything.tsx';
import { useOneThing } from './use-one-thing.tsx';

interface PaletteProps {
  asked: Asked;
  close: () => void;
}

type OneThing = Exclude<Asked, 'all' | 'help'>;

/** Everything that can be done, or one choice for the conversations it is about. */
export default function Palette({ asked, close }: PaletteProps) {
  const [step, setStep] = useState(asked);
  if (step === 'help') return <Help close={close} />;
  if (step === 'all') return <Everything close={close} next={setStep} />;
  return <OneChoice key={step} what={step} close={close} />;
}

function Everything({ close, next }: { close: () => void; next: (asked: Asked) => void }) {
  const [typed, setTyped] = useState('');
  const { groups, isSearching } = useEverything(typed, next);
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

function OneChoice({ what, close }: { what: OneThing; close: () => void }) {
  const [typed, setTyped] = useState('');
  const { label, groups } = useOneThing(what, typed);
  return <Chooser label={label} groups={groups} typed={typed} onType={setTyped} close={close} />;
}
