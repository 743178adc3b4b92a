import { tokenVariableEmpty } from '../core/errors.ts';
import type { TokenSource } from '../core/host.ts';
import { proxyFromEnvironment } from '../core/send/client/proxy.ts';
import { systemClock } from '../core/send/clock.ts';
import { tokenCommandInvalid } from '../core/send/signIn/signInFailures.ts';
import { runTokenCommand, splitCommand } from '../core/send/signIn/tokenCommand.ts';
import { createServices, type Services } from '../core/services.ts';
import { catalogsOf, type DocumentOptions } from './documents.ts';
import { memoryJournal, stderrLog } from './host.ts';
import { workspaceSchemas } from './schemas.ts';

/** What the core is given by the command line. */
export interface ServiceOptions extends DocumentOptions {
  readonly sandboxUrl?: string;
  /** Name of the variable that holds the token. */
  readonly tokenEnv?: string;
  /** Command line whose output is the token. */
  readonly tokenCommand?: string;
}

/**
 * The core for one call of the command.
 *
 * @param files request files as they were named
 */
export function servicesFor(options: ServiceOptions, version: string, files: readonly string[]): Services {
  const services: Services = createServices({
    clock: systemClock,
    log: stderrLog,
    // What it refuses is said with the request.
    sandboxLog: { ...stderrLog, warn: () => {} },
    journal: memoryJournal(),
    sandboxUrl: () => options.sandboxUrl ?? '',
    furtherCatalogs: () => catalogsOf(options),
    workspaceSchemas: () => workspaceSchemas(files),
    tokens: tokensFor(options, () => services.sandbox()),
    client: () => ({
      version,
      clock: systemClock,
      systemCertificates: true,
      ...(process.env.NODE_EXTRA_CA_CERTS ? { caFile: process.env.NODE_EXTRA_CA_CERTS } : {}),
      proxyFor: proxyFromEnvironment(process.env),
    }),
  });
  return services;
}

/** Tokens of the sandbox, and for a cloud the one in an environment variable, or of a command. */
function tokensFor(
  { tokenEnv: variable, tokenCommand }: ServiceOptions,
  sandbox: Services['sandbox'],
): TokenSource {
  return {
    async getToken(request, signal) {
      const { environment, scopes } = request;
      if (!environment.real) return (await sandbox()).token(scopes);
      if (tokenCommand !== undefined) {
        const words = splitCommand(tokenCommand);
        if (words === undefined) throw tokenCommandInvalid(environment);
        return runTokenCommand(words, request, signal === undefined ? {} : { signal });
      }
      const value = variable === undefined ? undefined : process.env[variable]?.trim();
      if (!value) throw tokenVariableEmpty(variable ?? '');
      return { value, account: `the token in ${variable}` };
    },
  };
}
