/** What is given of it, as the end of an address. */
export function query(given: Record<string, string | null | undefined>): string {
  const said = Object.entries(given).filter((one): one is [string, string] => Boolean(one[1]));
  return said.length ? `?${new URLSearchParams(said)}` : '';
}
