import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Department } from '../../../widget/protocol/generated.ts';
import { useDepartments } from '../../live/choices.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { FormView } from '../form/form.tsx';
import { useForm } from '../form/use-form.ts';
import { Card, Empty, Frame } from '../frame.tsx';
import { HoursFields } from '../hours/fields.tsx';
import { ReadPage } from '../read-page.tsx';
import { useMay } from '../roles.ts';
import { useOrganization } from '../use-organization.ts';
import { Members } from './members.tsx';
import { RemoveDepartment } from './remove.tsx';
import { RoutingFields, routingOf, writtenRouting } from './routing-fields.tsx';
import { PATH, useDepartmentWrites } from './use-departments.ts';

const back = { to: PATH, name: 'Departments' };

/** One of them, or a new one. */
export function DepartmentPage({ id }: { id: string }) {
  const read = useDepartments();
  const isNew = id === 'new';
  const known = read.data?.items.find((one) => one.id === id);
  return (
    <Frame title={isNew ? 'New department' : (known?.name ?? 'Department')} back={back} changedBy="admin">
      {isNew ? (
        <DepartmentForm />
      ) : (
        <ReadPage read={read} what="The department">
          {() =>
            known ? <DepartmentForm department={known} /> : <Empty>There is no such department.</Empty>
          }
        </ReadPage>
      )}
    </Frame>
  );
}

const valuesOf = (department: Department | undefined) => ({
  name: department?.name ?? '',
  description: department?.description ?? '',
  members: [...(department?.members ?? [])].sort(),
  routing: writtenRouting(department?.routing ?? { mode: 'manual', capacity: null }),
  businessHours: department?.business_hours ?? null,
});

function DepartmentForm({ department }: { department?: Department }) {
  const [, navigate] = useLocation();
  const writes = useDepartmentWrites();
  const mayChange = useMay('admin');
  const timezone = useOrganization().data?.timezone ?? '';
  const leave = () => navigate(PATH);
  const form = useForm({
    value: valuesOf(department),
    isNew: !department,
    save: async ({ routing, ...changes }, values) => {
      if (!department) return writes.create({ ...values, routing: routingOf(values.routing) });
      return writes.change(department.id, { ...changes, ...(routing && { routing: routingOf(routing) }) });
    },
    ...(!department && { afterwards: leave }),
  });
  const { values, set, errors } = form;
  return (
    <FormView
      label="Department"
      form={form}
      mayChange={mayChange}
      isNew={!department}
      {...(!department && { action: 'Add department' })}
    >
      <Card>
        <Field
          label="Name"
          dir="auto"
          maxLength={100}
          autoComplete="off"
          autoFocus={!department}
          value={values.name}
          onChange={(event) => set('name', event.target.value)}
          error={errors.name}
        />
        <TextArea
          label="Description"
          help="Visitors see it below the name."
          maxLength={500}
          value={values.description}
          onChange={(event) => set('description', event.target.value)}
          error={errors.description}
        />
      </Card>
      <Card title="Members" lead="Who answers here.">
        <Members
          members={values.members}
          onChange={(members) => set('members', [...members].sort())}
          error={errors.members}
        />
      </Card>
      <Card title="Routing">
        <RoutingFields
          routing={values.routing}
          onChange={(routing) => set('routing', routing)}
          errors={errors}
        />
      </Card>
      <HoursFields
        label="Hours of its own"
        help="Outside of them nobody of this department is there. Otherwise it has the widget’s hours."
        hours={values.businessHours}
        onChange={(hours) => set('businessHours', hours)}
        errors={errors}
        timezone={timezone}
      />
      {department && mayChange && <Danger department={department} leave={leave} />}
    </FormView>
  );
}

function Danger({ department, leave }: { department: Department; leave: () => void }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <Card title="Delete this department" lead="Its conversations stay." isDanger>
      <Button look="danger" className="self-start" onClick={() => setAsking(true)}>
        Delete department
      </Button>
      {isAsking && (
        <RemoveDepartment department={department} close={() => setAsking(false)} afterwards={leave} />
      )}
    </Card>
  );
}
