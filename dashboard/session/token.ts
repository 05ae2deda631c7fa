import { useState } from 'react';

/** What stands behind the # of a link that was mailed. It never reaches a server with the address. */
export function useToken(): string {
  const [token] = useState(() => location.hash.slice(1));
  return token;
}
