/** What an entry of a widget's list of sites lets in, in words; the server decides what is an entry. */
const ENTRY = /^(https?:\/\/)?(\*\.)?([a-z\d.-]+?)\.?(?::(\d+|\*))?\/?$/i;
const DEVELOPING = /^(localhost|127\.0\.0\.1)$/i;

export function wordsOfDomain(entry: string): string {
  const [, scheme = '', below = '', host = '', port] = ENTRY.exec(entry.trim()) ?? [];
  if (!host) return '';
  const name = below
    ? `Every site below ${host}, such as shop.${host}, but not ${host} itself`
    : `Only ${host}`;
  return `${name}${portWords(host, below, port)}${/^https:/i.test(scheme) ? ', by https only' : ''}.`;
}

function portWords(host: string, below: string, port: string | undefined): string {
  if (port) return `, at port ${port}`;
  return !below && DEVELOPING.test(host) ? ', at any port' : '';
}
