import net from 'node:net';
import { Stop } from './stop.mjs';

/** Stops with a clear sentence when a port cannot be had. `advice` says what to do then. */
export async function requireFreePort(port, advice) {
  if (!(await canListen(port, '127.0.0.1')))
    throw new Stop(`Port ${port} is taken by another program.\n${advice}`);
}

function canListen(port, host) {
  const server = net.createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
