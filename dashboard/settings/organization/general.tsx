import type { IpPolicy, Organization } from '../../../widget/protocol/generated.ts';
import { Field } from '../../ui/field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Radios } from '../../ui/radios.tsx';
import { Switch } from '../../ui/switch.tsx';
import { FormView } from '../form/form.tsx';
import { type Form, useForm } from '../form/use-form.ts';
import { Card, Frame } from '../frame.tsx';
import { hereZone, ZoneField } from '../hours/zone-field.tsx';
import { numbersOf, textOfNumber } from '../numbers.ts';
import { ReadPage } from '../read-page.tsx';
import { useMay } from '../roles.ts';
import { useOrganization, useSaveOrganization } from '../use-organization.ts';
import { FilesCard } from './files.tsx';

export default function General() {
  const read = useOrganization();
  return (
    <Frame title="General" lead="What holds for all of your organization." changedBy="admin">
      <ReadPage read={read} what="The settings">
        {(organization) => <GeneralForm organization={organization} />}
      </ReadPage>
    </Frame>
  );
}

const valuesOf = (organization: Organization) => ({
  name: organization.name,
  timezone: organization.timezone,
  ipPolicy: organization.ip_policy,
  tracking: organization.tracking,
  consentRequired: organization.consent_required,
  typingPreview: organization.typing_preview,
  attachments: organization.attachments,
  attachmentMegabytes: textOfNumber(organization.attachment_megabytes),
  gravatar: organization.gravatar,
  retentionDays: textOfNumber(organization.retention_days),
  absentMinutes: textOfNumber(organization.absent_minutes),
  offlineMail: organization.offline_mail,
  replyMailMinutes: textOfNumber(organization.reply_mail_minutes),
});

type Values = ReturnType<typeof valuesOf>;

function GeneralForm({ organization }: { organization: Organization }) {
  const save = useSaveOrganization();
  const form = useForm<Values>({
    value: valuesOf(organization),
    save: ({ retentionDays, absentMinutes, attachmentMegabytes, replyMailMinutes, ...rest }) =>
      save({
        ...rest,
        ...numbersOf({ retentionDays, absentMinutes, attachmentMegabytes, replyMailMinutes }),
      }),
  });
  const { values, set, errors } = form;
  return (
    <FormView label="General" form={form} mayChange={useMay('admin')}>
      <Card>
        <Field
          label="Name of the organization"
          value={values.name}
          maxLength={100}
          dir="auto"
          autoComplete="organization"
          onChange={(event) => set('name', event.target.value)}
          error={errors.name}
        />
        <ZoneField
          help="Business hours are in it, where they name no other."
          usual={hereZone()}
          value={values.timezone}
          onChange={(zone) => set('timezone', zone)}
          error={errors.timezone}
        />
      </Card>
      <Conversations form={form} />
      <Mails form={form} />
      <FilesCard form={form} />
      <Visitors form={form} />
      <Card title="How long things are kept">
        <NumberField
          label="Erase conversations after so many days"
          help="Counted from the last thing that happened in them. Empty: they are kept for good."
          value={values.retentionDays}
          onWrite={(text) => set('retentionDays', text)}
          error={errors.retentionDays}
        />
        <RetentionWarning before={organization.retention_days} after={values.retentionDays} />
      </Card>
    </FormView>
  );
}

type Part = { form: Form<Values> };

function Conversations({ form: { values, set, errors } }: Part) {
  return (
    <Card title="Conversations">
      <Switch
        label="Show what visitors are typing"
        help="Agents read along before a message is sent. Tell your visitors in your privacy notice."
        checked={values.typingPreview}
        onChange={(on) => set('typingPreview', on)}
      />
      <Switch
        label="Pictures from Gravatar"
        help="Faces of customers whose email is known. Only our server asks, never a browser."
        checked={values.gravatar}
        onChange={(on) => set('gravatar', on)}
      />
      <NumberField
        label="Pass on conversations after so many minutes"
        help="When an agent is away that long, what waits for their answer goes to others. Empty: 10 minutes."
        value={values.absentMinutes}
        onWrite={(text) => set('absentMinutes', text)}
        error={errors.absentMinutes}
      />
    </Card>
  );
}

function Mails({ form: { values, set, errors } }: Part) {
  return (
    <Card title="Email to visitors" lead="To those who left an email and are gone.">
      <Switch
        label="Confirm messages by email while nobody is here"
        help="Once in a conversation."
        checked={values.offlineMail}
        onChange={(on) => set('offlineMail', on)}
      />
      <NumberField
        label="Email answers that were not seen after so many minutes"
        help="At least 5; 0: never. Empty: 5 minutes."
        value={values.replyMailMinutes}
        onWrite={(text) => set('replyMailMinutes', text)}
        error={errors.replyMailMinutes}
      />
    </Card>
  );
}

const policies: readonly { value: IpPolicy; name: string; help: string }[] = [
  { value: 'truncate', name: 'Shortened', help: 'Without the part that names one household.' },
  { value: 'keep', name: 'Whole', help: 'As the browser’s network shows it.' },
  { value: 'drop', name: 'Not at all', help: 'It is never written down.' },
];

function Visitors({ form: { values, set } }: Part) {
  return (
    <Card title="Visitors and privacy">
      <Radios
        label="How addresses (IP) of visitors are kept"
        choices={policies}
        value={values.ipPolicy}
        onChoose={(policy) => set('ipPolicy', policy)}
      />
      <Switch
        label="Keep which pages visitors look at"
        help="Agents see the trail beside the conversation."
        checked={values.tracking}
        onChange={(on) => set('tracking', on)}
      />
      <Switch
        label="Ask for consent first"
        help="Until your page says that a visitor has agreed, only what they write is kept."
        checked={values.consentRequired}
        onChange={(on) => set('consentRequired', on)}
      />
    </Card>
  );
}

/** It cannot be taken back. */
function RetentionWarning({ before, after }: { before: number | null; after: string }) {
  const days = /^\d+$/.test(after.trim()) ? Number(after) : 0;
  if (days === 0 || (before !== null && days >= before)) return null;
  return (
    <p role="status" className="rounded-control bg-danger-soft px-3 py-2 text-13 text-danger">
      Once you save, conversations in which nothing has happened for {days === 1 ? 'a day' : `${days} days`}{' '}
      are erased for good, the first of them tonight.
    </p>
  );
}
