import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { TriedBot } from '../../../widget/protocol/generated.ts';
import { tryBot } from '../../api/answers.ts';
import { wordsFor } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Card } from '../frame.tsx';

const OUTCOMES = {
  answered: 'The bot would answer:',
  suggested: 'The bot would ask whether one of these is meant:',
  handed_over: 'The bot would leave this to a person.',
} as const;

/** Asks the bot without anybody being told. */
export function Try() {
  const [question, setQuestion] = useState('');
  const { mutate, data, error, isPending } = useMutation({ mutationFn: tryBot });
  return (
    <Card title="Try a question" lead="As a visitor would ask it. Nobody sees it.">
      <form
        aria-label="Try a question"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (question.trim()) mutate(question);
        }}
      >
        <Field
          label="Question"
          maxLength={200}
          value={question}
          onChange={(event) => setQuestion(event.target.value)}
        />
        <span>
          <Button type="submit" disabled={isPending}>
            Ask
          </Button>
        </span>
      </form>
      <div role="status">
        {error && <p className="text-danger">{wordsFor(error)}</p>}
        {data && <Outcome tried={data} />}
      </div>
    </Card>
  );
}

function Outcome({ tried: { outcome, entries } }: { tried: TriedBot }) {
  return (
    <>
      <p className="font-medium">{OUTCOMES[outcome]}</p>
      <ul className="flex flex-col gap-2 pt-2">
        {entries.map(({ id, question, answer, page, confidence }) => (
          <li key={id} className="rounded-control border border-line p-3">
            <p className="text-13 text-muted">
              <bdi>{question}</bdi> · {page && <>from “{page.title}” · </>}
              {confidence}% sure
            </p>
            <p dir="auto" className="whitespace-pre-line wrap-anywhere">
              {answer}
            </p>
            {page?.url && (
              <p className="pt-1 text-13 wrap-anywhere">
                <a href={page.url} target="_blank" rel="noreferrer" className="text-brand-ink underline">
                  Read more
                </a>
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
