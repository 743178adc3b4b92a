import { describe } from 'node:test';
import { fleetCatalog } from '../../catalog/metadata/fleet.ts';
import { agree } from '../agreement/agreeing.ts';
import { validBody } from '../agreement/bodies.ts';
import { bareSandbox, problemsOf, type Verdict } from '../agreement/inProcess.ts';
import { filledPath, updatesByType } from './drawn.ts';

/** `RUNS=5000 SEED=7 npm run test:core -- agreement` looks further, and elsewhere. */
const numRuns = Number(process.env.RUNS ?? 150);
const seed = Number(process.env.SEED ?? 20_251_126);

describe('the sandbox and the checker agree on bodies for every type of the fleet', () => {
  for (const { schema, endpoint, version, path: template } of updatesByType(fleetCatalog)) {
    const path = filledPath(fleetCatalog, version, template);
    const judge = async (body: object): Promise<Verdict> => ({
      refused: await bareSandbox(fleetCatalog, version, { makeObjects: true }).refusal(
        endpoint.method,
        path,
        body,
      ),
      problems: await problemsOf(fleetCatalog, `${endpoint.method} /${version}${path}`, body),
    });
    const body = validBody(schema);

    agree(`${endpoint.method} ${path}`, { judge, body, numRuns, seed, least: 1 / 30 });
  }
});
