import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { wordsFor } from '../../api/client.ts';
import { createLabel } from '../../api/desk.ts';
import { useLabels } from '../../live/choices.ts';
import { LabelDot } from '../../ui/dot.tsx';
import { useNotice } from '../../ui/notice.tsx';
import type { OnePickProps } from './kinds.ts';
import { type Choice, Picker } from './picker.tsx';
import { COLOURS, Swatches } from './swatches.tsx';

const LONGEST = 50;

/** Several may be chosen, so it stays open. A name that does not exist yet can be made one, in a colour. */
export function LabelsPick({ conversation: { labels }, edit }: OnePickProps) {
  const { data, error, refetch } = useLabels();
  const create = useCreate();
  const [colour, setColour] = useState<string>(COLOURS[0].value);
  const known = (data?.items ?? []).map(({ name }) => name);
  const names = [...new Set([...known, ...labels])];
  const choice = (name: string): Choice => {
    const isOn = labels.includes(name);
    return {
      id: name,
      name,
      icon: <LabelDot name={name} />,
      isOn,
      run: () => edit({ type: 'label', name, on: !isOn }),
    };
  };
  const offer = (typed: string): Choice | null => {
    const isKnown = names.some((name) => name.toLowerCase() === typed.toLowerCase());
    if (!typed || isKnown || typed.length > LONGEST) return null;
    return {
      id: 'new label',
      name: `Create “${typed}”`,
      icon: <Plus size={16} strokeWidth={1.5} aria-hidden="true" />,
      run: () => create(typed, colour, () => edit({ type: 'label', name: typed, on: true })),
    };
  };
  return (
    <Picker
      label="Labels"
      choices={names.map(choice)}
      offer={offer}
      error={error}
      retry={() => void refetch({ cancelRefetch: false })}
    >
      <Swatches value={colour} onChange={setColour} />
    </Picker>
  );
}

function useCreate() {
  const queries = useQueryClient();
  const say = useNotice();
  const { mutate } = useMutation({
    mutationFn: ({ name, colour }: { name: string; colour: string; then: () => void }) =>
      createLabel(name, colour),
    onSuccess: (_, { then }) => {
      void queries.invalidateQueries({ queryKey: ['labels'] });
      then();
    },
    onError: (failure) => say(`The label was not created. ${wordsFor(failure)}`),
  });
  return (name: string, colour: string, then: () => void) => mutate({ name, colour, then });
}
