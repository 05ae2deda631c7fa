import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BotMatch, TriedBot } from '../../../widget/protocol/generated.ts';
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

/** What it would say; asked again when what it knows has changed. */
export const TRIED = ['bot-tried'];

/** Asks the bot without anybody being told. */
export function Try() {
  const [question, setQuestion] = useState('');
  const [asked, ask] = useState('');
  const queries = useQueryClient();
  const { data, error, isFetching } = useQuery({
    queryKey: [...TRIED, asked],
    queryFn: () => tryBot(asked),
    enabled: asked !== '',
    staleTime: 0,
    gcTime: 0,
    retry: false,
    placeholderData: keepPreviousData,
  });
  return (
    <Card title="Try a question" lead="As a visitor would ask it. Nobody sees it.">
      <form
        aria-label="Try a question"
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (question.trim() === asked) void queries.invalidateQueries({ queryKey: TRIED });
          else ask(question.trim());
        }}
      >
        <div className="min-w-0 grow">
          <Field
            label="Question"
            dir="auto"
            maxLength={200}
            value={question}
            onChange={(event) => setQuestion(event.target.value)}
          />
        </div>
        <Button type="submit" disabled={isFetching} className="my-1">
          Ask
        </Button>
      </form>
      <div role="status" className="empty:-mt-4">
        {error && <p className="text-danger">{wordsFor(error)}</p>}
        {data && asked && !error && <Outcome tried={data} />}
      </div>
    </Card>
  );
}

function Outcome({ tried: { outcome, entries, by_model: byModel } }: { tried: TriedBot }) {
  return (
    <>
      <p className="font-medium">{OUTCOMES[outcome]}</p>
      <ul className="flex flex-col gap-2 pt-2">
        {entries.map((entry, place) => (
          <Match
            key={entry.id}
            entry={entry}
            isByModel={byModel && (place === 0 || entry.confidence === 0)}
          />
        ))}
      </ul>
    </>
  );
}

function Match({ entry, isByModel }: { entry: BotMatch; isByModel: boolean }) {
  const { question, answer, page, confidence } = entry;
  return (
    <li className="rounded-control border border-line p-3">
      <p className="flex justify-between gap-3 text-13 text-muted">
        <span className="min-w-0 wrap-anywhere">
          <bdi>{question}</bdi>
          {page && page.title !== question && (
            <>
              {' '}
              · <bdi>{page.title}</bdi>
            </>
          )}
        </span>
        <span className="shrink-0 tabular-nums">
          {isByModel ? 'the model says so' : `${confidence}% sure`}
        </span>
      </p>
      <p dir="auto" className="pt-1 whitespace-pre-line wrap-anywhere">
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
  );
}
