import { useDepartments } from '../../../live/choices.ts';
import { Field } from '../../../ui/field.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { Nothing, Read } from '../../../ui/read.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { Ticks } from '../../../ui/ticks.tsx';
import { Card } from '../../frame.tsx';
import { useHas } from '../use-has.ts';
import type { SectionProps } from '../widget.tsx';

export function Behaviour({ form }: SectionProps) {
  const { values, set, errors } = form;
  return (
    <>
      <Card>
        <Field
          label="Name"
          help="Only you see it."
          dir="auto"
          maxLength={100}
          autoComplete="off"
          value={values.name}
          onChange={(event) => set('name', event.target.value)}
          error={errors.name}
        />
        <Switch
          label="Turned on"
          help="Otherwise no page shows it."
          checked={values.enabled}
          onChange={(on) => set('enabled', on)}
        />
      </Card>
      <Card title="Opening">
        <Switch
          label="Open by itself"
          help="Once a visit, never on phones, and not for those who have talked to you before."
          checked={values.autoOpen}
          onChange={(on) => set('autoOpen', on)}
        />
        {values.autoOpen && (
          <NumberField
            label="After so many seconds"
            value={values.autoOpenDelay}
            onWrite={(text) => set('autoOpenDelay', text)}
            error={errors.autoOpenDelay}
          />
        )}
      </Card>
      <Card title="In the window">
        <Switch
          label="Faces and names of agents"
          help="Otherwise your logo or a letter."
          checked={values.showAgentAvatars}
          onChange={(on) => set('showAgentAvatars', on)}
        />
        <Switch
          label="Dots while an agent types"
          checked={values.showTypingIndicator}
          onChange={(on) => set('showTypingIndicator', on)}
        />
        <Switch
          label="Sound for new messages"
          help="Visitors can turn it off for themselves."
          checked={values.sound}
          onChange={(on) => set('sound', on)}
        />
        <PoweredBy form={form} />
      </Card>
      <Departments form={form} />
    </>
  );
}

type Part = Pick<SectionProps, 'form'>;

function PoweredBy({ form: { values, set } }: Part) {
  const isNeeded = useHas('own_brand') === false;
  return (
    <Switch
      label="“Powered by ChatDesk”"
      help={isNeeded ? 'Your plan shows this line. From Pro on it can be turned off.' : undefined}
      checked={values.poweredBy || isNeeded}
      disabled={isNeeded}
      onChange={(on) => set('poweredBy', on)}
    />
  );
}

function Departments({ form: { values, set, errors } }: Part) {
  const read = useDepartments();
  return (
    <Card
      title="Departments"
      lead="What visitors of this widget may choose from. With a single one they are not asked."
    >
      <Read read={read} what="The departments">
        {({ items }) =>
          items.length === 0 ? (
            <Nothing>There are no departments yet.</Nothing>
          ) : (
            <>
              <Switch
                label="All departments"
                help="Also those that are added later."
                checked={values.departmentIds === null}
                onChange={(all) => set('departmentIds', all ? null : items.map(({ id }) => id))}
              />
              {values.departmentIds && (
                <Ticks
                  label="Departments"
                  choices={items.map(({ id, name }) => ({ value: id, name }))}
                  values={values.departmentIds}
                  onChange={(ids) => set('departmentIds', ids)}
                  error={errors.departmentIds}
                />
              )}
            </>
          )
        }
      </Read>
    </Card>
  );
}
