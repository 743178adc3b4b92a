import { createEnvironments, type Environment } from '../core/environments.ts';
import { readEnvironments } from '../core/send/ownEnvironments.ts';
import { readText } from './host.ts';

/** Options that say where requests go. */
export interface EnvironmentOptions {
  /** Its id. */
  readonly environment: string;
  /** A JSON file with environments of one's own, as the setting `graphHttp.environments` has them. */
  readonly environments?: string;
  /** The part of `http-client.env.json` whose variables count first. */
  readonly variables?: string;
}

/**
 * The environment that the options name.
 *
 * @throws Error with a sentence for the person where there is none, or the file cannot be used
 */
export async function chosenEnvironment(options: EnvironmentOptions): Promise<Environment> {
  const { environment, environments: file } = options;
  const own = file === undefined ? [] : await readFile(file);
  const known = createEnvironments(own);
  const found = known.byId(environment);
  if (found) return found;
  const ids = known.all.map(({ id }) => id).join(', ');
  throw new Error(`There is no environment “${environment}”. There are ${ids}.`);
}

async function readFile(file: string): Promise<readonly Environment[]> {
  let value: unknown;
  try {
    value = JSON.parse(await readText(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The environments cannot be read from ${file}: ${reason}`);
  }
  const { environments, problems } = readEnvironments(value);
  if (problems.length > 0) throw new Error(`${file}: ${problems.join(' ')}`);
  return environments;
}

/** What decides about the variables of a request file. */
export function variableNames({ environment, variables }: EnvironmentOptions): {
  readonly id: string;
  readonly variables?: string;
} {
  return { id: environment, ...(variables === undefined ? {} : { variables }) };
}
