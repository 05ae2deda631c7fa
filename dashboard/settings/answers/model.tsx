import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Organization } from '../../../widget/protocol/generated.ts';
import { botModel } from '../../api/answers.ts';
import { Card } from '../frame.tsx';
import { useMay } from '../roles.ts';
import { SavingSwitch } from '../saving-switch.tsx';
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
  const ask = async (botModel: boolean) => {
    await save({ botModel });
    await queries.invalidateQueries({ queryKey: TRIED });
  };
  return (
    <SavingSwitch
      label="Ask the model"
      help={
        <>
          The message and your answers go to <span className="wrap-anywhere">{name}</span> at Cloudflare, and
          nothing of who wrote it. It needs ten answers to compare.
        </>
      }
      isOn={organization.bot_model}
      save={ask}
      disabled={!mayChange}
    />
  );
}
