import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Organization } from '../../../widget/protocol/generated.ts';
import { botModel } from '../../api/answers.ts';
import { wordsFor } from '../../api/client.ts';
import { useNotice } from '../../ui/notice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Card } from '../frame.tsx';
import { useMay } from '../roles.ts';
import { useOrganization, useSaveOrganization } from '../use-organization.ts';
import { TRIED } from './try.tsx';

/** Whether a model is asked too, where one is connected. */
export function Model() {
  const { data: model } = useQuery({
    queryKey: ['bot-model'],
    queryFn: ({ signal }) => botModel(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data: organization } = useOrganization();
  if (!model?.name || !organization) return null;
  return (
    <Card
      title="A second opinion"
      lead="Where a visitor’s words are not enough, a model says which answers may be meant. It writes nothing: the bot says what you wrote."
    >
      <Asked name={model.name} organization={organization} />
    </Card>
  );
}

function Asked({ name, organization }: { name: string; organization: Organization }) {
  const mayChange = useMay('admin');
  const save = useSaveOrganization();
  const queries = useQueryClient();
  const say = useNotice();
  const [isOn, setOn] = useState(organization.bot_model);
  const { mutate, isPending } = useMutation({
    mutationFn: (botModel: boolean) => save({ botModel }),
    onSuccess: () => queries.invalidateQueries({ queryKey: TRIED }),
    onError: (error, wanted) => {
      setOn(!wanted);
      say(`Nothing was changed. ${wordsFor(error)}`);
    },
  });
  return (
    <Switch
      label="Ask the model"
      help={
        <>
          The message and your answers go to <span className="wrap-anywhere">{name}</span> at Cloudflare, and
          nothing of who wrote it. It needs ten answers to compare.
        </>
      }
      checked={isOn}
      disabled={!mayChange || isPending}
      onChange={(wanted) => {
        setOn(wanted);
        mutate(wanted);
      }}
    />
  );
}
