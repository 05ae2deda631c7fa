import { useLocation } from 'wouter';
import { ApiError } from '../../api/client.ts';
import type { Canned } from '../../live/canned.ts';
import { Field } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { FormView } from '../form/form.tsx';
import { useForm, wrongFields } from '../form/use-form.ts';
import { Card, Empty, Frame } from '../frame.tsx';
import { ReadPage } from '../read-page.tsx';
import { useMay } from '../roles.ts';
import { BodyField } from './body-field.tsx';
import { CannedPreview } from './preview.tsx';
import { PATH, useCanned, useCannedWrites } from './use-canned.ts';

const back = { to: PATH, name: 'Canned replies' };

/** One of them, or a new one. */
export function CannedPage({ id }: { id: string }) {
  const read = useCanned();
  const isNew = id === 'new';
  const known = read.data?.items.find((one) => one.id === id);
  return (
    <Frame
      title={isNew ? 'New reply' : known ? `/${known.shortcut}` : 'Reply'}
      back={back}
      changedBy={known?.shared ? 'admin' : 'agent'}
    >
      {isNew ? (
        <ReplyForm />
      ) : (
        <ReadPage read={read} what="The reply">
          {() => (known ? <ReplyForm reply={known} /> : <Empty>There is no such reply.</Empty>)}
        </ReadPage>
      )}
    </Frame>
  );
}

function ReplyForm({ reply }: { reply?: Canned }) {
  const [, navigate] = useLocation();
  const isAdmin = useMay('admin');
  const { create, change } = useCannedWrites();
  const form = useForm({
    value: {
      shortcut: reply?.shortcut ?? '',
      body: reply?.body ?? '',
      shared: reply?.shared ?? isAdmin,
    },
    isNew: !reply,
    save: (changes, values) => (reply ? change(reply.id, changes) : create(values)).catch(atTheShortcut),
    ...(!reply && { afterwards: () => navigate(PATH) }),
  });
  const { values, set, errors } = form;
  return (
    <FormView
      label="Canned reply"
      form={form}
      mayChange={isAdmin || !reply?.shared}
      isNew={!reply}
      {...(!reply && { action: 'Add reply' })}
    >
      <Card>
        <Field
          label="Shortcut"
          help="Small letters, digits, - and _. Typed after a / in the inbox."
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={!reply}
          maxLength={40}
          value={values.shortcut}
          onChange={(event) => set('shortcut', shortcutOf(event.target.value))}
          error={errors.shortcut}
        />
        <BodyField body={values.body} onBody={(body) => set('body', body)} error={errors.body} />
        {isAdmin && (
          <Switch
            label="Shared with everybody"
            help="Otherwise only you find it."
            checked={values.shared}
            onChange={(shared) => set('shared', shared)}
          />
        )}
      </Card>
      <CannedPreview body={values.body} />
    </FormView>
  );
}

/** As it is typed in the inbox, so a / in front is not part of it. */
const shortcutOf = (typed: string) => typed.toLowerCase().replace(/^\//, '').replace(/\s/g, '-');

function atTheShortcut(error: unknown): never {
  if (error instanceof ApiError && error.code === 'shortcut_taken')
    throw wrongFields({ shortcut: error.message });
  throw error;
}
