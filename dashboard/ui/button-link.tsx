import { Link } from 'wouter';
import { buttonClasses } from './button.tsx';

interface Props {
  href: string;
  isPrimary?: boolean;
  children: string;
}

/** Looks like a button, leads to a page. */
export const ButtonLink = ({ href, isPrimary, children }: Props) => (
  <Link href={href} className={buttonClasses(isPrimary ? 'primary' : 'quiet')}>
    {children}
  </Link>
);
