// The bare worker answers as many bytes as it is told.

import { message } from '../../room/adapters/words.mjs';

export async function prepare() {
  return (name, { bytes }) => {
    const path = `/${name}?bytes=${bytes}`;
    return () => (name === 'write' ? { method: 'POST', path, body: message() } : { path });
  };
}
