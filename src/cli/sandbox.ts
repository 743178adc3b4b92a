import { loadCatalog } from '../core/catalog/load.ts';
import type { Log } from '../core/host.ts';
import type { SandboxBehaviour } from '../core/sandbox/behaviour/behaviour.ts';
import { readBehaviour } from '../core/sandbox/behaviour/behaviourOrder.ts';
import { startSandbox } from '../core/sandbox/sandbox.ts';
import { systemClock } from '../core/send/clock.ts';
import { catalogsOf, type DocumentOptions } from './documents.ts';
import { EXIT } from './exit.ts';
import { say } from './host.ts';
import { workspaceSchemas } from './schemas.ts';

/** Options of `graph-http sandbox`; what is absent is as usual. */
export interface SandboxCommandOptions extends DocumentOptions {
  readonly port: number;
  readonly readOnly?: string;
  readonly answer?: string;
  readonly etag?: string;
  readonly latency?: string;
  readonly fault?: string;
  readonly faultTimes?: string;
  readonly faultMethods?: string;
  readonly quiet?: boolean;
  /** `false` with `--no-make-objects`. */
  readonly makeObjects?: boolean;
}

/** Runs a sandbox until the process is asked to end; gives the exit code. */
export async function sandbox(options: SandboxCommandOptions): Promise<number> {
  const catalog = await loadCatalog(await workspaceSchemas(), await catalogsOf(options));
  const running = await startSandbox({
    catalog: () => catalog,
    makeObjects: () => options.makeObjects !== false,
    clock: systemClock,
    port: options.port,
    behaviour: behaviourOf(options),
    ...(options.quiet ? {} : { log: lineLog }),
  });
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

/** @throws Refusal where an option has a value that it cannot have. */
function behaviourOf(options: SandboxCommandOptions): SandboxBehaviour {
  const { readOnly, answer, etag, latency, fault, faultTimes, faultMethods } = options;
  return readBehaviour({
    ...(readOnly === undefined ? {} : { readOnly }),
    ...(answer === undefined ? {} : { answer: Number(answer) }),
    ...(etag === undefined ? {} : { etag }),
    ...(latency === undefined ? {} : { latency: Number(latency) }),
    ...(fault === undefined && faultTimes === undefined && faultMethods === undefined
      ? {}
      : {
          fault: {
            order: fault,
            ...(faultTimes === undefined ? {} : { times: faultTimes }),
            ...(faultMethods === undefined
              ? {}
              : { methods: faultMethods.split(',').map((each) => each.trim()) }),
          },
        }),
  });
}

/** Lines on standard error, with the time of this computer. */
const lineLog: Log = { info: writeLine, warn: writeLine, error: writeLine };

function writeLine(message: string): void {
  say(`${new Date().toTimeString().slice(0, 8)} ${message}`);
}
