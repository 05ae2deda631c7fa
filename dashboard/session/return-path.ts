/** Where to go after logging in. Only a path of our own: the address bar is anybody's to write. */
export const HOME = '/inbox';

export function loginPath(from: string): string {
  return from === '/' || from === HOME ? '/login' : `/login?return=${encodeURIComponent(from)}`;
}

export function returnPath(search: string, origin: string): string {
  const wanted = new URLSearchParams(search).get('return');
  if (!wanted?.startsWith('/')) return HOME;
  const url = URL.parse(wanted, origin);
  return url?.origin === origin ? url.pathname + url.search : HOME;
}
