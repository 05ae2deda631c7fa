import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { botSynonyms, setBotSynonyms } from '../../api/answers.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { Card } from '../frame.tsx';
import { ReadPage } from '../read-page.tsx';
import { useMay } from '../roles.ts';
import { SmallForm } from '../small-form.tsx';
import { TRIED } from './try.tsx';

const KEY = ['bot-synonyms'];

/** Words that visitors use for one thing. */
export function Synonyms() {
  const read = useQuery({ queryKey: KEY, queryFn: ({ signal }) => botSynonyms(signal) });
  const mayChange = useMay('admin');
  const [isAsked, ask] = useState(false);
  return (
    <ReadPage read={read} what="The words that mean the same">
      {({ groups }) => (
        <Card
          title="Words that mean the same"
          lead="To you, beside those that the bot knows, such as “parcel” and “package”."
        >
          {groups.length > 0 && (
            <ul aria-label="Words that mean the same" className="flex flex-col divide-y divide-line">
              {groups.map((words) => (
                <li key={words.join()} className="py-1.5 wrap-anywhere">
                  <bdi>{words.join(', ')}</bdi>
                </li>
              ))}
            </ul>
          )}
          {mayChange && (
            <span>
              <Button onClick={() => ask(true)}>{groups.length > 0 ? 'Change words' : 'Add words'}</Button>
            </span>
          )}
          {isAsked && <SynonymsForm groups={groups} close={() => ask(false)} />}
        </Card>
      )}
    </ReadPage>
  );
}

function SynonymsForm({ groups, close }: { groups: string[][]; close: () => void }) {
  const [text, setText] = useState(groups.map((words) => words.join(', ')).join('\n'));
  const queries = useQueryClient();
  const submit = async () => {
    queries.setQueryData(KEY, await setBotSynonyms({ groups: linesOf(text).map(({ words }) => words) }));
    await queries.invalidateQueries({ queryKey: TRIED });
  };
  return (
    <SmallForm title="Words that mean the same" action="Save" submit={submit} close={close}>
      {(errors) => (
        <TextArea
          label="Words"
          help="Those that mean the same on one line, with commas between."
          placeholder="trolley, shopping bag on wheels"
          rows={5}
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={wrongOf(errors, text)}
        />
      )}
    </SmallForm>
  );
}

/** The lines that say something, by their numbers. */
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line, place) => ({
      number: place + 1,
      words: line.split(/[,،、]/).flatMap((word) => word.trim() || []),
    }))
    .filter(({ words }) => words.length > 0);

/** What is wrong with a line is said below all of them. */
function wrongOf(errors: Readonly<Record<string, string>>, text: string): string | undefined {
  const [first] = Object.entries(errors);
  const place = /^groups\[(\d+)\]/.exec(first?.[0] ?? '')?.[1];
  const line = place && linesOf(text)[Number(place)]?.number;
  return line ? `Line ${line}: ${first?.[1]}` : first?.[1];
}
