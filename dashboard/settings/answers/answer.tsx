import { useLocation, useSearch } from 'wouter';
import type { BotEntry } from '../../../widget/protocol/generated.ts';
import { Field } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { FormView } from '../form/form.tsx';
import { useForm } from '../form/use-form.ts';
import { Card, Empty, Frame } from '../frame.tsx';
import { ReadPage } from '../read-page.tsx';
import { useMay } from '../roles.ts';
import { back, PATH, useAnswers, useAnswerWrites } from './use-answers.ts';

/** One of them, or a new one. */
export function AnswerPage({ id }: { id: string }) {
  const read = useAnswers();
  const isNew = id === 'new';
  const known = read.data?.items.find((one) => one.id === id);
  return (
    <Frame title={isNew ? 'New answer' : 'Answer'} back={back} changedBy="admin">
      {isNew ? (
        <AnswerForm />
      ) : (
        <ReadPage read={read} what="The answer">
          {() => (known ? <AnswerForm entry={known} /> : <Empty>There is no such answer.</Empty>)}
        </ReadPage>
      )}
    </Frame>
  );
}

interface Values {
  question: string;
  wordings: string;
  answer: string;
  enabled: boolean;
}

function AnswerForm({ entry }: { entry?: BotEntry }) {
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('question') ?? '';
  const mayChange = useMay('admin');
  const { create, change } = useAnswerWrites();
  const form = useForm<Values>({
    value: {
      question: entry?.question ?? asked,
      wordings: entry?.wordings.join('\n') ?? '',
      answer: entry?.answer ?? '',
      enabled: entry?.enabled ?? true,
    },
    isNew: !entry,
    save: ({ wordings, ...changes }, values) =>
      entry
        ? change(entry.id, {
            ...changes,
            ...(wordings !== undefined && { wordings: linesOf(wordings) }),
          })
        : create({ ...values, wordings: linesOf(values.wordings) }),
    ...(!entry && { afterwards: () => navigate(PATH) }),
  });
  const { values, set, errors } = form;
  const wrongLine = Object.keys(errors).find((field) => field.startsWith('wordings'));
  return (
    <FormView
      label="Answer"
      form={form}
      mayChange={mayChange}
      isNew={!entry}
      {...(!entry && { action: 'Add answer' })}
    >
      <Card>
        <Field
          label="Question"
          help="As visitors ask it."
          dir="auto"
          autoFocus={!entry}
          maxLength={200}
          value={values.question}
          onChange={(event) => set('question', event.target.value)}
          error={errors.question}
        />
        <TextArea
          label="In other words (optional)"
          help="One on each line, at most 20. The more ways to ask there are, the surer the bot is."
          rows={4}
          value={values.wordings}
          onChange={(event) => set('wordings', event.target.value)}
          error={wrongLine && errors[wrongLine as keyof typeof errors]}
        />
        <TextArea
          label="Answer"
          rows={6}
          maxLength={2000}
          value={values.answer}
          onChange={(event) => set('answer', event.target.value)}
          error={errors.answer}
        />
        <Switch
          label="The bot gives this answer"
          checked={values.enabled}
          onChange={(enabled) => set('enabled', enabled)}
        />
      </Card>
    </FormView>
  );
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
