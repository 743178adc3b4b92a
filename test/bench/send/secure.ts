import { Pool } from 'undici';
import type { Run } from '../child.ts';
import { CASES, read, type SendCase, sendAll } from './cases.ts';
import { serve } from './serve.ts';

/** `undici.request` over TLS; over h2 where the environment says so. */
export async function contestant(name: string): Promise<Run> {
  const { port, ca } = await serve('secure');
  const allowH2 = process.env.GRAPH_HTTP_H2 === '1';
  const pool = new Pool(`https://localhost:${port}`, {
    allowH2,
    connect: { ca },
    ...(allowH2 ? { pipelining: 100 } : {}),
  });
  return () =>
    sendAll(CASES[name] as SendCase, async (path) => {
      const { body } = await pool.request({ path, method: 'GET' });
      return read(await body.text());
    });
}
