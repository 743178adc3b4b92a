import { Agent, get } from 'node:http';
import type { Run } from '../child.ts';
import { CASES, read, type SendCase, sendAll } from './cases.ts';
import { serve } from './serve.ts';

/** `http.get` over connections that are kept open. */
export async function contestant(name: string): Promise<Run> {
  const { port } = await serve('plain');
  const agent = new Agent({ keepAlive: true });
  return () =>
    sendAll(
      CASES[name] as SendCase,
      (path) =>
        new Promise((resolve, reject) => {
          get({ host: '127.0.0.1', port, path, agent }, (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('end', () => resolve(read(Buffer.concat(chunks).toString())));
          }).on('error', reject);
        }),
    );
}
