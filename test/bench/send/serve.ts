import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Certificate, createAuthority } from '../../support/certificates.ts';

/** A server of the bench that listens. */
export interface Served {
  readonly port: number;
  /** The certificate of the authority that its own is from. */
  readonly ca: string;
}

/**
 * Starts the server of the bench in a process of its own, which ends with this one.
 *
 * @param kind `secure` speaks TLS as `localhost`
 */
export async function serve(kind: 'plain' | 'secure'): Promise<Served> {
  const authority = createAuthority('Graph HTTP benches');
  const { cert, key }: Certificate = authority.issue(['localhost']);
  // Contestants are bundled elsewhere: the module is found from where benches are run.
  const child = fork(join(process.cwd(), 'test/bench/send/server.ts'), [kind], {
    env: { ...process.env, CERT: cert, KEY: key },
  });
  child.unref();
  const [port] = (await once(child, 'message')) as [number];
  return { port, ca: authority.cert };
}
