import type { Environment } from '../../environments.ts';
import { memberOf } from './signInSettings.ts';

/** The editor's section of settings for sovereign clouds. */
export const SOVEREIGN_SECTION = 'microsoft-sovereign-cloud';

/**
 * What to set so that the editor signs in to a sovereign cloud, as a sentence; undefined where it does already,
 * or the environment is none of them.
 *
 * @param environmentSetting value of `microsoft-sovereign-cloud.environment`
 * @param customSetting value of `microsoft-sovereign-cloud.customEnvironment`
 */
export function sovereignAdvice(
  { sovereign, login, label }: Environment,
  environmentSetting: unknown,
  customSetting: unknown,
): string | undefined {
  if (sovereign === undefined) return undefined;
  if (environmentSetting !== sovereign) {
    const now =
      typeof environmentSetting === 'string' && environmentSetting !== '' ? environmentSetting : 'nothing';
    return `Set ${SOVEREIGN_SECTION}.environment to ${sovereign}; it is set to ${now.slice(0, 40)}.`;
  }
  if (sovereign !== 'custom') return undefined;
  const endpoint = memberOf(customSetting, 'activeDirectoryEndpointUrl');
  const host = typeof endpoint === 'string' && URL.canParse(endpoint) ? new URL(endpoint).host : undefined;
  if (host === login) return undefined;
  return `In ${SOVEREIGN_SECTION}.customEnvironment, set activeDirectoryEndpointUrl to https://${login}, which signs in to ${label}${host === undefined ? '' : `; it is set to ${host}`}.`;
}
