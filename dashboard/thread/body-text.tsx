import { pieces } from '../../widget/links.ts';
import { useColleagues } from '../live/choices.ts';
import { useInbox } from '../live/inbox-provider.tsx';
import { spoken } from '../live/mentions.ts';
import { useCurrentMe } from '../shell/me-context.ts';
import { classes } from '../ui/classes.ts';

/** What was said, as text: line breaks kept, web addresses made links, nothing else understood. */
export function BodyText({ body }: { body: string }) {
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      <Linked text={body} />
    </p>
  );
}

/** As that, with the names of colleagues who are meant. */
export function NoteText({ body }: { body: string }) {
  const me = useCurrentMe().agent.id;
  const { inbox } = useInbox();
  const agents = useColleagues(body.includes('@')).data?.items ?? inbox.agents;
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {spoken(body, agents).map(({ text, named }, index) =>
        named ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never move
          <bdi key={index} className={classes('font-semibold', named.id === me && 'bg-note-line')}>
            {text}
          </bdi>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never move
          <Linked key={index} text={text} />
        ),
      )}
    </p>
  );
}

function Linked({ text: whole }: { text: string }) {
  return pieces(whole).map(({ text, href }, index) =>
    href ? (
      <a
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity and never move
        key={index}
        href={href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="underline underline-offset-2"
      >
        {text}
      </a>
    ) : (
      text
    ),
  );
}
