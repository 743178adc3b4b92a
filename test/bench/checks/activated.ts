// What the editor's features load when they are registered, so that it is there before the first check.
import '../../../src/core/assist/context.ts';
import '../../../src/core/assist/folding.ts';
import '../../../src/core/assist/lens.ts';
import '../../../src/core/change/show/describe.ts';
import '../../../src/core/request/values/environmentFiles.ts';
import '../../../src/core/request/prepare.ts';
import '../../../src/core/send/explain/explain.ts';
import { SANDBOX } from '../../../src/core/environments.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';
import { createServices, type ServiceHost } from '../../../src/core/services.ts';
import type { Run } from '../child.ts';
import { readInput } from './read.ts';

const unused = () => Promise.reject(new Error('Checking needs nothing of its host.'));

const clock = { now: Date.now, sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)) };
const host: ServiceHost = {
  clock,
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  tokens: { getToken: unused },
  journal: {
    read: unused,
    readOn: unused,
    append: unused,
    keepOnly: unused,
    setBusy: unused,
    watch: () => ({ dispose: unused }),
  },
  sandboxUrl: () => '',
  client: () => ({ version: '0.0.0', clock }),
};

/** The core as the editor has it. */
export const services = createServices(host);

/** As the editor checks: its core loads what a check needs when the first one is asked for. */
export function contestant(): Run {
  const { request: text } = readInput();
  const scope = createScope();
  return async () => {
    const file = parseFile(text);
    const [block] = file.blocks;
    if (block === undefined) throw new Error('There is no request.');
    const problems = await services.check({ block, file, scope, environment: SANDBOX, portability: true });
    if (!problems.some(({ code }) => code === 'odata-type-wrong'))
      throw new Error('The mistake was not found.');
    return problems;
  };
}
