import { useLocation } from 'wouter';
import type { BotPageText } from '../../../../widget/protocol/generated.ts';
import { Field } from '../../../ui/field.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { FormView } from '../../form/form.tsx';
import { useForm } from '../../form/use-form.ts';
import { Card, Frame } from '../../frame.tsx';
import { ReadPage } from '../../read-page.tsx';
import { useMay } from '../../roles.ts';
import { back, PATH } from '../use-answers.ts';
import { usePage, usePageWrites } from './use-pages.ts';

/** One of them, or a new one. */
export default function KnownPage({ params: { id = 'new' } }: { params: { id?: string | undefined } }) {
  const isNew = id === 'new';
  return (
    <Frame title={isNew ? 'New page' : 'Page'} back={back} changedBy="admin">
      {isNew ? <PageForm key="new" /> : <Known key={id} id={id} />}
    </Frame>
  );
}

const Known = ({ id }: { id: string }) => (
  <ReadPage read={usePage(id)} what="The page">
    {(page) => <PageForm page={page} />}
  </ReadPage>
);

function PageForm({ page }: { page?: BotPageText }) {
  const [, navigate] = useLocation();
  const mayChange = useMay('admin');
  const { create, change } = usePageWrites();
  const form = useForm({
    value: {
      title: page?.title ?? '',
      url: page?.url ?? '',
      text: page?.text ?? '',
      enabled: page?.enabled ?? true,
    },
    isNew: !page,
    save: (changes, values) => (page ? change(page.id, changes) : create(values)),
    ...(!page && { afterwards: () => navigate(PATH) }),
  });
  const { values, set, errors } = form;
  return (
    <FormView
      label="Page"
      form={form}
      mayChange={mayChange}
      isNew={!page}
      {...(!page && { action: 'Add page' })}
    >
      <Card>
        <Field
          label="Title"
          dir="auto"
          autoFocus={!page}
          maxLength={200}
          value={values.title}
          onChange={(event) => set('title', event.target.value)}
          error={errors.title}
        />
        <Field
          label="Address (optional)"
          help="Visitors who want to read on find it below the answer."
          type="url"
          placeholder="https://"
          value={values.url}
          onChange={(event) => set('url', event.target.value)}
          error={errors.url}
        />
        <TextArea
          label="Text"
          help="Paste it with its headings, each on a line of its own. It is cut there and between paragraphs."
          rows={10}
          maxLength={15_000}
          value={values.text}
          onChange={(event) => set('text', event.target.value)}
          error={errors.text}
        />
        <Switch
          label="The bot answers from this page"
          checked={values.enabled}
          onChange={(enabled) => set('enabled', enabled)}
        />
      </Card>
    </FormView>
  );
}
