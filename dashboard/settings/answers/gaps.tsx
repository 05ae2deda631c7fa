import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { BotDay, BotReport } from '../../../widget/protocol/generated.ts';
import { botReport } from '../../api/answers.ts';
import { Card } from '../frame.tsx';
import { useMay } from '../roles.ts';
import { PATH } from './use-answers.ts';

/** What visitors asked and the bot could not answer. */
export function Gaps() {
  const { data } = useQuery({ queryKey: ['bot-report'], queryFn: ({ signal }) => botReport(signal) });
  const mayChange = useMay('admin');
  if (!data || data.days.length === 0) return null;
  return (
    <Card title="The last 30 days" lead={<Sum report={data} />}>
      {data.unanswered.length === 0 ? (
        <p className="text-muted">Nothing was asked that has no answer.</p>
      ) : (
        <section aria-labelledby="gaps">
          <h3 id="gaps" className="pb-1 text-13 font-medium">
            Asked, not answered
          </h3>
          <ul aria-labelledby="gaps" className="flex flex-col divide-y divide-line">
            {data.unanswered.map(({ question, count }) => (
              <li key={question} className="flex min-h-10 items-center gap-3 py-1">
                <bdi className="min-w-0 grow wrap-anywhere">{question}</bdi>
                {count > 1 && <span className="shrink-0 text-13 text-muted">{count} times</span>}
                {mayChange && (
                  <Link
                    href={`${PATH}/new?question=${encodeURIComponent(question)}`}
                    aria-label={`Answer “${question}”`}
                    className="-my-1 shrink-0 py-2 text-brand-ink underline"
                  >
                    Answer
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Card>
  );
}

type Count = Exclude<keyof BotDay, 'day'>;

function Sum({ report: { days } }: { report: BotReport }) {
  const count = (of: Count) => days.reduce((sum, day) => sum + day[of], 0);
  const all = (of: Count) => count(of).toLocaleString();
  const isRated = days.some(({ helped, wrong }) => helped + wrong > 0);
  return (
    <>
      {all('answered')} answered{isRated && ` (${all('helped')} helped, ${all('wrong')} did not)`},{' '}
      {all('suggested')} asked back, {all('handed_over')} left to you.
      {count('by_model') > 0 &&
        ` ${all('by_model')} through the model (${all('by_model_wrong')} not what was meant).`}
    </>
  );
}
