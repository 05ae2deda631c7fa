import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { BotEntry } from '../../../widget/protocol/generated.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { RowMenu } from '../../ui/row-menu.tsx';
import { Confirm } from '../confirm.tsx';
import { Empty, Frame } from '../frame.tsx';
import { ReadPage } from '../read-page.tsx';
import { useMay } from '../roles.ts';
import { AnswerPage } from './answer.tsx';
import { Try } from './try.tsx';
import { PATH, useAnswers, useAnswerWrites } from './use-answers.ts';
import { Where } from './where.tsx';

/** What the bot says, and where. */
export default function Answers({ params: { id } }: { params: { id?: string | undefined } }) {
  return id ? <AnswerPage key={id} id={id} /> : <All />;
}

function All() {
  const read = useAnswers();
  const [gone, setGone] = useState<BotEntry | null>(null);
  const { remove } = useAnswerWrites();
  const add = (
    <ButtonLink href={`${PATH}/new`} isPrimary>
      {'Add answer'}
    </ButtonLink>
  );
  return (
    <Frame
      title="Answers"
      lead="What the bot says. It answers with these words and no others; what it does not know it leaves to you."
      changedBy="admin"
      action={add}
    >
      <ReadPage read={read} what="The answers">
        {({ items }) =>
          items.length > 0 ? (
            <>
              <List entries={items} remove={setGone} />
              <Try />
            </>
          ) : (
            <Empty action={add}>No answers yet. Begin with what you are asked every day.</Empty>
          )
        }
      </ReadPage>
      <Where />
      {gone && (
        <Confirm
          title="Delete this answer?"
          action="Delete answer"
          close={() => setGone(null)}
          run={() => remove(gone.id)}
        >
          <p>The bot does not give it any more. What was said stays.</p>
        </Confirm>
      )}
    </Frame>
  );
}

interface ListProps {
  entries: readonly BotEntry[];
  remove: (entry: BotEntry) => void;
}

function List({ entries, remove }: ListProps) {
  const mayChange = useMay('admin');
  const [, navigate] = useLocation();
  const { change } = useAnswerWrites();
  return (
    <ul
      aria-label="Answers"
      className="flex flex-col divide-y divide-line rounded-card border border-line bg-surface shadow-card"
    >
      {entries.map((entry) => (
        <li key={entry.id} className="relative flex items-center gap-2 py-2.5 ps-4 pe-2">
          <span className="flex min-w-0 grow flex-col">
            <Link href={`${PATH}/${entry.id}`} className="truncate font-medium after:absolute after:inset-0">
              <bdi>{entry.question}</bdi>
            </Link>
            <bdi dir="auto" className="truncate text-left text-13 text-muted">
              {entry.enabled ? entry.answer : `Off · ${entry.answer}`}
            </bdi>
          </span>
          {mayChange && (
            <span className="relative">
              <RowMenu
                label={`More for ${entry.question}`}
                actions={[
                  { name: 'Edit', run: () => navigate(`${PATH}/${entry.id}`) },
                  {
                    name: entry.enabled ? 'Turn off' : 'Turn on',
                    run: () => void change(entry.id, { enabled: !entry.enabled }),
                  },
                  { name: 'Delete', isDanger: true, run: () => remove(entry) },
                ]}
              />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
