import { pieces } from '../../widget/links.ts';

/** What was said, as text: line breaks kept, web addresses made links, nothing else understood. */
export function BodyText({ body }: { body: string }) {
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {pieces(body).map(({ text, href }, index) =>
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
      )}
    </p>
  );
}
