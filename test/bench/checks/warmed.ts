import { services } from './activated.ts';

export { contestant } from './activated.ts';

/** As the editor prepares for the first request file where it is activated without one. */
export function prepare(): Promise<void> {
  return services.warmUp();
}
