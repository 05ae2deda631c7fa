import { t } from '../../languages/later.ts';
import { Face } from '../parts/Face.tsx';
import { Attached } from './Attached.tsx';
import { Text } from './Text.tsx';
import type { Talk } from './talk.ts';
import type { Group as Said, Line as Words } from './timeline.ts';
import { clock, exactly } from './times.ts';

interface Props {
  group: Said;
  talk: Talk;
  withFaces: boolean;
}

/** What one person said in one go, with face and name once. */
export function Group({ group: { sender, lines }, talk, withFaces }: Props) {
  return (
    <div class={sender ? 'group theirs' : 'group mine'}>
      {sender && withFaces && <Face name={sender.name} url={sender.avatar_url} />}
      <div class="lines">
        {sender && <p class="name">{sender.name}</p>}
        {lines.map((line) => (
          <Line key={line.key} line={line} isMine={!sender} talk={talk} />
        ))}
      </div>
    </div>
  );
}

/** They stand below as buttons; whoever only hears what comes hears them here. */
const Choices = ({ body }: { body: string }) => (
  <>
    {t('botMeant')}
    <span class="unseen">{body}</span>
  </>
);

function Line({ line, isMine, talk }: { line: Words; isMine: boolean; talk: Talk }) {
  const { body, at, attachments, message, pending } = line;
  return (
    <>
      <div class={pending ? 'line pending' : 'line'}>
        {isMine && <span class="unseen">{t('you')}: </span>}
        <div class={body ? 'bubble' : 'bubble bare'}>
          {message?.bot?.choices.length ? <Choices body={body} /> : <Text body={body} />}
          {attachments.length > 0 && (
            <Attached files={attachments} renew={async () => message && talk.readAgain(message)} />
          )}
        </div>
        <time dateTime={new Date(at).toISOString()} title={exactly(at)}>
          {clock(at)}
        </time>
      </div>
      {pending?.state === 'failed' && (
        <p class="not-sent" role="alert">
          {t(pending.error?.code?.endsWith('too_long') ? 'tooLong' : 'notSent')}{' '}
          <button type="button" onClick={() => talk.retry(pending.clientId)}>
            {t('tryAgain')}
          </button>
        </p>
      )}
    </>
  );
}
