import { Pool } from 'undici';
import type { Run } from '../child.ts';
import { CASES, read, type SendCase, sendAll } from './cases.ts';
import { serve } from './serve.ts';

/** `undici.request` of a pool, the body as text. */
export async function contestant(name: string): Promise<Run> {
  const { port } = await serve('plain');
  const pool = new Pool(`http://127.0.0.1:${port}`);
  return () =>
    sendAll(CASES[name] as SendCase, async (path) => {
      const { body } = await pool.request({ path, method: 'GET' });
      return read(await body.text());
    });
}
