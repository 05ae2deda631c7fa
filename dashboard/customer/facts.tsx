import type { ReactNode } from 'react';

/** What is known, a line each. */
export function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-12 font-semibold text-muted">{title}</h3>
      <dl className="flex flex-col gap-2">{children}</dl>
    </section>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-3 text-13">
      <dt className="w-24 shrink-0 text-muted wrap-anywhere">
        <bdi>{name}</bdi>
      </dt>
      <dd dir="auto" className="min-w-0 grow wrap-anywhere">
        {children || <span className="text-muted">Not known yet</span>}
      </dd>
    </div>
  );
}

/** Only web addresses become links: the address came from the visitor's browser. */
export function PageLink({ url, title }: { url: string; title?: string | null | undefined }) {
  const isWeb = /^https?:$/.test(URL.parse(url)?.protocol ?? '');
  if (!isWeb) return title || url;
  return (
    <a
      href={url}
      title={url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-brand-ink underline underline-offset-2"
    >
      {title || shortened(url)}
    </a>
  );
}

/** Everybody knows the beginning of an address. */
function shortened(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
}

export function Fields({ title, fields }: { title: string; fields: Record<string, string> }) {
  const entries = Object.entries(fields);
  if (entries.length === 0) return null;
  return (
    <Facts title={title}>
      {entries.map(([name, value]) => (
        <Fact key={name} name={name}>
          {value}
        </Fact>
      ))}
    </Facts>
  );
}
