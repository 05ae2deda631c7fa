import { useMutation } from '@tanstack/react-query';
import { type ComponentProps, useState } from 'react';
import { useNotice } from '../ui/notice.tsx';
import { Switch } from '../ui/switch.tsx';
import { useUnchanged } from '../ui/unchanged.ts';

interface SavingSwitchProps extends Omit<ComponentProps<typeof Switch>, 'checked' | 'onChange'> {
  isOn: boolean;
  save: (isOn: boolean) => Promise<unknown>;
  /** What is said once it is saved. */
  saved?: (isOn: boolean) => string;
}

/** Saves as it is turned, and turns back when that fails. */
export function SavingSwitch({ isOn, save, saved, disabled, ...shown }: SavingSwitchProps) {
  const [checked, turn] = useState(isOn);
  const say = useNotice();
  const sayUnchanged = useUnchanged();
  const { mutate, isPending } = useMutation({
    mutationFn: save,
    onMutate: turn,
    onSuccess: (_, wanted) => saved && say(saved(wanted)),
    onError: (error, wanted) => {
      turn(!wanted);
      sayUnchanged(error);
    },
  });
  return <Switch {...shown} checked={checked} disabled={disabled || isPending} onChange={mutate} />;
}
