interface Props {
  name: string;
  url?: string | null | undefined;
}

/** A picture, or the first letter of the name. The name itself always stands beside it, so this is decoration. */
export function Face({ name, url }: Props) {
  if (url) return <img class="face" src={url} alt="" loading="lazy" />;
  return (
    <span class="face" aria-hidden="true">
      {Array.from(name.trim())[0]?.toLocaleUpperCase() ?? '·'}
    </span>
  );
}
