import { connect, type Socket } from 'node:net';
import type { Run } from '../child.ts';
import { CASES, type SendCase } from './cases.ts';
import { serve } from './serve.ts';

/** Bytes over open sockets, counted to the end of each answer and not looked at. */
export async function contestant(name: string): Promise<Run> {
  const { path, atOnce } = CASES[name] as SendCase;
  const { port } = await serve('plain');
  const sockets = Array.from({ length: atOnce }, () => connect(port, '127.0.0.1').setNoDelay(true));
  const request = `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`;
  return () => Promise.all(sockets.map((socket) => exchange(socket, request)));
}

function exchange(socket: Socket, request: string): Promise<void> {
  return new Promise((resolve) => {
    let left = Number.NaN;
    const onData = (chunk: Buffer) => {
      if (Number.isNaN(left)) {
        const head = chunk.toString('latin1', 0, Math.min(chunk.length, 500));
        left = Number(/content-length: (\d+)/.exec(head)?.[1]) + head.indexOf('\r\n\r\n') + 4;
      }
      left -= chunk.length;
      if (left > 0) return;
      socket.off('data', onData);
      resolve();
    };
    socket.on('data', onData);
    socket.write(request);
  });
}
