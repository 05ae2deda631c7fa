import { useState } from 'react';
import { type Canned, found } from '../../live/canned.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Field } from '../../ui/field.tsx';
import { Nothing } from '../../ui/read.tsx';
import { Confirm } from '../confirm.tsx';
import { ListFrame } from '../list-frame.tsx';
import { CannedList } from './list.tsx';
import { CannedPage } from './reply.tsx';
import { PATH, useCanned, useCannedWrites } from './use-canned.ts';

/** Answers that are written once. */
export default function CannedReplies({ params: { id } }: { params: { id?: string | undefined } }) {
  return id ? <CannedPage key={id} id={id} /> : <All />;
}

function All() {
  const read = useCanned();
  const add = (
    <ButtonLink href={`${PATH}/new`} isPrimary>
      {'Add reply'}
    </ButtonLink>
  );
  return (
    <ListFrame
      title="Canned replies"
      lead="Answers that are written once. In the inbox, / and the shortcut bring them."
      read={read}
      what="The canned replies"
      empty="No canned replies yet. Begin with what you write every day, such as opening hours."
      add={add}
      list={(items) => <Replies all={items} />}
    />
  );
}

const MANY = 8;

function Replies({ all }: { all: Canned[] }) {
  const [typed, setTyped] = useState('');
  const [gone, setGone] = useState<Canned | null>(null);
  const { remove } = useCannedWrites();
  const shown = typed.trim() ? found(all, typed.trim()) : all;
  const groups = [
    { name: 'Shared with everybody', replies: shown.filter(({ shared }) => shared) },
    { name: 'Only yours', replies: shown.filter(({ shared }) => !shared) },
  ];
  return (
    <>
      {all.length > MANY && (
        <Field
          label="Find a reply"
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      {shown.length === 0 && <Nothing>No reply has these letters.</Nothing>}
      {groups.map(
        ({ name, replies }) =>
          replies.length > 0 && <CannedList key={name} title={name} replies={replies} remove={setGone} />,
      )}
      {gone && (
        <Confirm
          title={`Delete /${gone.shortcut}?`}
          action="Delete reply"
          close={() => setGone(null)}
          run={() => remove(gone.id)}
        >
          <p>
            {gone.shared ? 'Nobody finds it any more.' : 'You will not find it any more.'} What was sent
            stays.
          </p>
        </Confirm>
      )}
    </>
  );
}
