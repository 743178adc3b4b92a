import agentIdentity from '../../../schemas/agentIdentity.json' with { type: 'json' };
import identity from '../../../schemas/identity.json' with { type: 'json' };
import identityApiConnector from '../../../schemas/identityApiConnector.json' with { type: 'json' };
import importedDeviceIdentity from '../../../schemas/importedDeviceIdentity.json' with { type: 'json' };
import autopilot from '../../../schemas/importedWindowsAutopilotDeviceIdentity.json' with { type: 'json' };

/** What the bench has to know of a schema file. */
interface BenchSchema {
  readonly $id: string;
  readonly properties: Readonly<
    Record<string, { readonly readOnly?: boolean; readonly examples?: readonly unknown[] }>
  >;
  readonly 'x-graph': {
    readonly type: string;
    readonly endpoints: readonly {
      readonly workingPaths: readonly string[];
      readonly workingVersions: readonly string[];
    }[];
  };
}

const SCHEMAS: Readonly<Record<string, unknown>> = {
  identity,
  identityApiConnector,
  importedWindowsAutopilotDeviceIdentity: autopilot,
  importedDeviceIdentity,
  agentIdentity,
};

/** One body for each API page. */
export const SMALL: readonly string[] = Object.keys(SCHEMAS);

/** A body that somebody pasted, with many roles. */
export const LARGE = 'agentIdentity, 2,000 lines';

/** Of the largest schema: a body of one property beside the mistake. */
export const ONE = 'agentIdentity, one property';

/** Bodies of a type that is met for the first time. */
export const NEVER_MET: readonly string[] = [ONE, 'agentIdentity'];

/** What is asked for in the largest body. */
export const COMPLETION = 'completion';
export const HOVER = 'hover';

/** The schema of a case. */
export function schemaOf(name: string): BenchSchema {
  return SCHEMAS[name.replace(/,.*/, '')] as BenchSchema;
}

/**
 * The body of a case: an example for every property that an update can set, and one mistake at the end, a wrong
 * `@odata.type`.
 */
export function bodyOf(name: string): string {
  const { properties } = schemaOf(name);
  const body: Record<string, unknown> = {};
  for (const [property, { readOnly, examples }] of Object.entries(properties)) {
    if (name === ONE && property !== 'displayName') continue;
    if (!readOnly && examples?.[0] !== undefined) body[property] = examples[0];
  }
  if (name === LARGE) body.appRoles = manyRoles(body.appRoles);
  body['@odata.type'] = '#microsoft.graph.nothing';
  return JSON.stringify(body, null, 2);
}

/** Each role is about ten lines. */
function manyRoles(example: unknown): readonly unknown[] {
  const [role] = Array.isArray(example) ? example : [];
  const lines = JSON.stringify([role], null, 2).split('\n').length - 2;
  return Array.from({ length: Math.ceil(1_900 / lines) }, (_, index) => ({
    ...role,
    value: `Role.${index}`,
  }));
}

/** A request that sends the body to the working URL. */
export function requestOf(name: string): string {
  const [endpoint] = schemaOf(name)['x-graph'].endpoints;
  const path = endpoint?.workingPaths[0]?.replace(/\{\w+\}/g, 'b6ba0328-c201-4313-cd28-3e8464fe86e9');
  return `PATCH /${endpoint?.workingVersions[0]}${path}\nContent-Type: application/json\n\n${bodyOf(name)}\n`;
}

/** Offsets of a body's text inside names of properties, spread over all of it: where somebody types or points. */
export function placesIn(body: string): readonly number[] {
  const names = [...body.matchAll(/"[^"\n]*":/g)].map(({ index }) => index + 2);
  const step = Math.max(1, Math.floor(names.length / MOST_PLACES));
  return names.filter((_, index) => index % step === 0);
}

const MOST_PLACES = 61;
