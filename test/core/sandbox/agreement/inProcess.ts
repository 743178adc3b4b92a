import { createCatalog } from '../../../../src/core/catalog/catalog.ts';
import type { Catalog } from '../../../../src/core/catalog/resource.ts';
import type { ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import { checkFile } from '../../../../src/core/check/check.ts';
import type { Problem } from '../../../../src/core/check/problem.ts';
import { SANDBOX } from '../../../../src/core/environments.ts';
import { parseFile } from '../../../../src/core/request/parse.ts';
import { createScope } from '../../../../src/core/request/values/scope.ts';
import { Refusal, requestIds, type SandboxAnswer } from '../../../../src/core/sandbox/answer.ts';
import { USUAL } from '../../../../src/core/sandbox/behaviour/behaviour.ts';
import { BehaviourSwitch } from '../../../../src/core/sandbox/behaviour/behaviourSwitch.ts';
import type { Service } from '../../../../src/core/sandbox/call.ts';
import { type Seed, Store } from '../../../../src/core/sandbox/objects/store.ts';
import { answerResource } from '../../../../src/core/sandbox/resource/resource.ts';
import { TokenBook } from '../../../../src/core/sandbox/signIn/tokens.ts';
import { systemClock } from '../../../../src/core/send/clock.ts';

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

/** What the two say about one body. */
export interface Verdict {
  /** Why the sandbox refuses the body; undefined where it takes it. */
  readonly refused: string | undefined;
  readonly problems: readonly Problem[];
}

/** The errors among what the checker says. */
export const errorsOf = ({ problems }: Verdict): readonly Problem[] =>
  problems.filter(({ severity }) => severity === 'error');

/** Both verdicts and the body, for whoever has to find out which of the two is wrong. */
export function told(body: object, { refused, problems }: Verdict): string {
  const found = problems.map(({ code, severity, message }) => `  ${severity} ${code}: ${message}`);
  return `${JSON.stringify(body)}\nsandbox: ${refused ?? 'takes it'}\nchecker:\n${found.join('\n')}`;
}

/** A sandbox without a server, which passes over values for properties that PATCH cannot set, as services may. */
export interface BareSandbox {
  /**
   * The answer to a request.
   *
   * @throws Refusal
   */
  answer(method: string, path: string, body?: object): Promise<SandboxAnswer>;
  /** Why a request is refused; undefined where it is taken. */
  refusal(method: string, path: string, body?: object): Promise<string | undefined>;
}

/** A sandbox of a version of a catalog, with these objects; of others it makes none up unless told. */
export function bareSandbox(
  catalog: Catalog,
  version: string,
  {
    seeds = [],
    makeObjects = false,
    ifMatch,
  }: { readonly seeds?: readonly Seed[]; readonly makeObjects?: boolean; readonly ifMatch?: '*' } = {},
): BareSandbox {
  const tokens = new TokenBook(systemClock);
  const token = tokens.issue(['.default'], 'adele@contoso.example').value;
  const headers: Readonly<Record<string, string>> = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    prefer: 'include-unknown-enum-members',
    ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
  };
  const service: Service = {
    ...{ catalog: () => catalog, makeObjects: () => makeObjects, tokens, clock: systemClock },
    ...{ store: new Store(seeds), behaviours: new BehaviourSwitch(), log: SILENT, wait: async () => {} },
  };
  const answer: BareSandbox['answer'] = (method, path, body) =>
    answerResource(service, {
      ...{ method, version, path, query: new URLSearchParams(), ids: requestIds(undefined) },
      behaviour: { ...USUAL, readOnly: 'ignore' },
      header: (name) => headers[name.toLowerCase()],
      origin: 'http://127.0.0.1:1',
      body: async () => Buffer.from(body === undefined ? '' : JSON.stringify(body)),
    });
  return {
    answer,
    async refusal(...request) {
      try {
        await answer(...request);
        return undefined;
      } catch (error) {
        if (error instanceof Refusal) return `${error.status} ${error.message}`;
        throw error;
      }
    },
  };
}

/** What the checker says of a request with that body. */
export async function problemsOf(catalog: Catalog, line: string, body: object): Promise<readonly Problem[]> {
  const file = parseFile(`${line}\nContent-Type: application/json\n\n${JSON.stringify(body, null, 2)}\n`);
  const found = await checkFile({
    ...{ file, catalog, scope: createScope(), environment: SANDBOX, portability: false },
  });
  return found.flatMap(({ problems }) => problems);
}

/**
 * The sandbox and the checker of one resource. Each body meets the object as it was seeded, or one that was made of the
 * seed's values by POST.
 */
export function judges(
  schema: ResourceSchema,
  seed: Seed,
  object: 'seeded' | 'made' = 'seeded',
): (body: object) => Promise<Verdict> {
  const catalog = createCatalog([schema]);
  const [endpoint] = schema['x-graph'].endpoints;
  const version = endpoint?.workingVersions[0] ?? 'v1.0';
  const path = (endpoint?.workingPaths[0] ?? '').replace(/\{\w+\}/g, String(seed.object.id));
  const collection = collectionOf(path, seed);
  const send = async (body: object): Promise<string | undefined> => {
    if (object === 'seeded')
      return bareSandbox(catalog, version, { seeds: [seed] }).refusal('PATCH', path, body);
    const sandbox = bareSandbox(catalog, version);
    const made = await sandbox.answer('POST', collection, seed.object);
    const { pathname } = new URL(made.headers.location ?? '');
    return sandbox.refusal('PATCH', pathname.slice(version.length + 1), body);
  };
  return async (body) => ({
    refused: await send(body),
    problems: await problemsOf(catalog, `PATCH /${version}${path}`, body),
  });
}

/** The path below which the seed is: without its key, and with the cast that stands behind it. */
function collectionOf(path: string, { object }: Seed): string {
  const key = `/${String(object.id)}`;
  const at = path.lastIndexOf(key);
  return path.slice(0, at) + path.slice(at + key.length);
}
