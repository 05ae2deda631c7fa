import { useState } from 'react';
import type { BotEntry } from '../../../widget/protocol/generated.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Confirm } from '../confirm.tsx';
import { ListFrame } from '../list-frame.tsx';
import { AnswerPage } from './answer.tsx';
import { Gaps } from './gaps.tsx';
import { Model } from './model.tsx';
import { Pages } from './pages/list.tsx';
import { Rows } from './rows.tsx';
import { Synonyms } from './synonyms.tsx';
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
  const { change, remove } = useAnswerWrites();
  const add = (
    <ButtonLink href={`${PATH}/new`} isPrimary>
      {'Add answer'}
    </ButtonLink>
  );
  return (
    <ListFrame
      title="Answers"
      lead="What the bot says: these answers, parts of these pages, and nothing else. What it does not know it leaves to you."
      changedBy="admin"
      read={read}
      what="The answers"
      empty="No answers yet. Begin with what you are asked every day."
      add={add}
      list={(items) => (
        <Rows
          label="Answers"
          items={items}
          path={PATH}
          nameOf={({ question }) => question}
          aboutOf={({ answer }) => answer}
          change={change}
          remove={setGone}
        />
      )}
    >
      <Pages />
      <Try />
      <Synonyms />
      <Model />
      <Gaps />
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
    </ListFrame>
  );
}
