/** The name of a heading's place, as on GitHub, so that a link works in both. */
export const slug = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

/** The same, with a number for each that was there before. */
export function slugs() {
  const counts = new Map();
  return (heading) => {
    const name = slug(heading);
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return count > 0 ? `${name}-${count}` : name;
  };
}
