import { builtinSchemas } from '../core/catalog/builtin.ts';
import { startSandbox } from '../core/sandbox/sandbox.ts';
import { systemClock } from '../core/send/clock.ts';
import { EXIT } from './exit.ts';

/** Runs a sandbox until the process is asked to end; gives the exit code. */
export async function sandbox(port: number): Promise<number> {
  const running = await startSandbox({ schemas: await builtinSchemas(), clock: systemClock, port });
  process.stdout.write(
    [
      `Sandbox listening on ${running.url}`,
      `A token: curl -d scope=User.Read ${running.url}/oauth2/v2.0/token`,
      'Stop with Ctrl+C.',
      '',
    ].join('\n'),
  );
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await running.close();
  return EXIT.done;
}
