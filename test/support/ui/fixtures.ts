import { fileURLToPath } from 'node:url';
import type { WorkbenchOptions } from '../../host/workbench.ts';

/**
 * Options for an editor whose Microsoft sign-in is a stand-in: it asks nobody, signs in AdeleV@contoso.example (and
 * AlexW@contoso.example as another account), and hands out one token. The editor's own consent dialog is still asked.
 * @param token the access token
 * @param log file that takes one JSON object per request to the provider: `{ event, scopes, account }`
 * @param refusals what the sign-in says instead, where a scope ends like this
 */
export function microsoftProvider(
  token: string,
  log: string,
  refusals: Readonly<Record<string, string>> = {},
): Required<Pick<WorkbenchOptions, 'fixtureExtensions' | 'withoutBuiltIn' | 'env'>> {
  return {
    fixtureExtensions: [fileURLToPath(new URL('microsoftProvider', import.meta.url))],
    withoutBuiltIn: ['microsoft-authentication'],
    env: {
      GRAPH_HTTP_MICROSOFT_TOKEN: token,
      GRAPH_HTTP_MICROSOFT_LOG: log,
      GRAPH_HTTP_MICROSOFT_REFUSALS: JSON.stringify(refusals),
    },
  };
}
