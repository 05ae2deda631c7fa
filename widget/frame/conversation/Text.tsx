import type { Attachment } from '../../protocol/generated.ts';
import { pieces } from './links.ts';

/** Text is text. Addresses in it can be clicked, and learn nothing about the page they were clicked on. */
export function Text({ body, attachments }: { body: string; attachments: Attachment[] }) {
  return (
    <>
      {pieces(body).map(({ at, text, href }) => (href ? <Link key={at} text={text} href={href} /> : text))}
      {attachments.map(({ id, name, url }) => (
        <Link key={id} text={name} href={url} />
      ))}
    </>
  );
}

function Link({ text, href }: { text: string; href: string }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {text}
    </a>
  );
}
