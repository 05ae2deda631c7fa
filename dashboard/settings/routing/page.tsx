import type { Organization } from '../../../widget/protocol/generated.ts';
import { useDepartments } from '../../live/choices.ts';
import { RoutingFields, routingOf, writtenRouting } from '../departments/routing-fields.tsx';
import { FormView } from '../form/form.tsx';
import { useForm } from '../form/use-form.ts';
import { Card, Frame } from '../frame.tsx';
import { ReadPage } from '../read-page.tsx';
import { useMay } from '../roles.ts';
import { useOrganization, useSaveOrganization } from '../use-organization.ts';
import { Rules } from './rules.tsx';
import { rulesOf, writtenRules } from './written.ts';

/** Which department a conversation goes to, and who gets those without one. */
export default function Routing() {
  const organization = useOrganization();
  const departments = useDepartments();
  return (
    <Frame
      title="Routing"
      lead="Where conversations go whose visitor has chosen no department."
      changedBy="admin"
    >
      <ReadPage read={organization} what="The routing">
        {(known) => (
          <ReadPage read={departments} what="The departments">
            {({ items }) => <RoutingForm organization={known} departments={items} />}
          </ReadPage>
        )}
      </ReadPage>
    </Frame>
  );
}

interface RoutingFormProps {
  organization: Organization;
  departments: { id: string; name: string }[];
}

function RoutingForm({ organization, departments }: RoutingFormProps) {
  const save = useSaveOrganization();
  const mayChange = useMay('admin');
  const form = useForm({
    value: {
      routing: writtenRouting(organization.routing),
      routingRules: writtenRules(organization.routing_rules),
    },
    save: async ({ routing, routingRules }) =>
      save({
        ...(routing && { routing: routingOf(routing) }),
        ...(routingRules && { routingRules: rulesOf(routingRules) }),
      }),
  });
  const { values, set, errors } = form;
  return (
    <FormView label="Routing" form={form} mayChange={mayChange}>
      <Card
        title="Rules"
        lead="From the top: the first rule that fits says the department. A visitor’s own choice comes first."
      >
        <Rules
          rules={values.routingRules}
          departments={departments}
          onChange={(rules) => set('routingRules', rules)}
          errors={errors}
          mayChange={mayChange}
        />
      </Card>
      <Card title="Without a department">
        <RoutingFields
          routing={values.routing}
          onChange={(routing) => set('routing', routing)}
          errors={errors}
        />
      </Card>
    </FormView>
  );
}
