// The bare worker answers as many bytes as it is told.

import { message } from '../../room/adapters/words.mjs';

export async function prepare() {
  return (name, { bytes }) => {
    const path = `/${name}?bytes=${bytes}`;
    const writes = name === 'write' || name === 'object';
    return () => (writes ? { method: 'POST', path, body: message() } : { path });
  };
}
