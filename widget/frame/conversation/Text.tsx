import { pieces } from '../../links.ts';

/** Text is text. Addresses in it can be clicked, and learn nothing about the page they were clicked on. */
export function Text({ body }: { body: string }) {
  return (
    <>{pieces(body).map(({ at, text, href }) => (href ? <Link key={at} text={text} href={href} /> : text))}</>
  );
}

export function Link({ text, href }: { text: string; href: string }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {text}
    </a>
  );
}
