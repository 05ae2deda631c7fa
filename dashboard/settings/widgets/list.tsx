import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Widget } from '../../../widget/protocol/generated.ts';
import { wordsFor } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { classes } from '../../ui/classes.ts';
import { Field } from '../../ui/field.tsx';
import { useNotice } from '../../ui/notice.tsx';
import { Read } from '../../ui/read.tsx';
import { RowMenu } from '../../ui/row-menu.tsx';
import { CardList } from '../card-list.tsx';
import { Confirm } from '../confirm.tsx';
import { Frame } from '../frame.tsx';
import { useMay } from '../roles.ts';
import { SmallForm } from '../small-form.tsx';
import { Installed } from './installed.tsx';
import { PATH, useWidgets, useWidgetWrites } from './use-widgets.ts';

type Asked = { what: 'add' } | { what: 'remove'; widget: Widget } | null;

export function WidgetList() {
  const read = useWidgets();
  const [asked, setAsked] = useState<Asked>(null);
  const close = () => setAsked(null);
  return (
    <Frame
      title="Widgets"
      lead="The chat on your pages: one for each website or branch, each with a look and a key of its own."
      changedBy="admin"
      action={
        <span className="flex gap-2">
          <ButtonLink href={`${PATH}/all`}>Look of all widgets</ButtonLink>
          <Button look="primary" onClick={() => setAsked({ what: 'add' })}>
            Add widget
          </Button>
        </span>
      }
    >
      <Read read={read} what="The widgets">
        {({ items }) => (
          <CardList label="Widgets">
            {items.map((widget) => (
              <Row key={widget.id} widget={widget} remove={() => setAsked({ what: 'remove', widget })} />
            ))}
          </CardList>
        )}
      </Read>
      {asked?.what === 'add' && <Add close={close} />}
      {asked?.what === 'remove' && <Remove widget={asked.widget} close={close} />}
    </Frame>
  );
}

function Row({ widget, remove }: { widget: Widget; remove: () => void }) {
  const [, navigate] = useLocation();
  const { change } = useWidgetWrites();
  const say = useNotice();
  const mayChange = useMay('admin');
  const { id, name, key, enabled } = widget;
  const turn = () => change(id, { enabled: !enabled }).catch((error) => say(wordsFor(error)));
  return (
    <li className="relative flex items-center gap-2 py-3 ps-4 pe-2">
      <span className="flex min-w-0 grow flex-col gap-0.5">
        <span className="flex items-center gap-2">
          <Link href={`${PATH}/${id}`} className="truncate font-medium after:absolute after:inset-0">
            <bdi>{name}</bdi>
          </Link>
          <span
            className={classes(
              'rounded-full px-2 text-12',
              enabled ? 'bg-brand-soft text-brand-ink' : 'bg-hover text-muted',
            )}
          >
            {enabled ? 'On' : 'Off'}
          </span>
        </span>
        <code className="truncate font-mono text-12 text-muted">{key}</code>
        <Installed installed={widget.installed} />
      </span>
      {mayChange && (
        <span className="relative">
          <RowMenu
            label={`More for ${name}`}
            actions={[
              { name: 'Edit', run: () => navigate(`${PATH}/${id}`) },
              { name: 'Embed', run: () => navigate(`${PATH}/${id}/embed`) },
              { name: enabled ? 'Turn off' : 'Turn on', run: () => void turn() },
              { name: 'Delete', isDanger: true, run: remove },
            ]}
          />
        </span>
      )}
    </li>
  );
}

function Add({ close }: { close: () => void }) {
  const [name, setName] = useState('');
  const { create } = useWidgetWrites();
  const [, navigate] = useLocation();
  const add = async () => {
    const { id } = await create(name.trim());
    navigate(`${PATH}/${id}/look`);
  };
  return (
    <SmallForm title="Add widget" action="Add widget" submit={add} close={close}>
      {(errors) => (
        <Field
          label="Name"
          help="Only you see it: the website or the branch it is for."
          dir="auto"
          maxLength={100}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={errors.name}
        />
      )}
    </SmallForm>
  );
}

function Remove({ widget: { id, name }, close }: { widget: Widget; close: () => void }) {
  const { remove } = useWidgetWrites();
  return (
    <Confirm title={`Delete ${name}?`} action="Delete widget" close={close} run={() => remove(id)}>
      <p>The chat goes from every page that has it, at once. Its conversations stay in the inbox.</p>
    </Confirm>
  );
}
