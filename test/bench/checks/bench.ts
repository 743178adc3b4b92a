import { join } from 'node:path';
import { buildValidators } from '../../../src/core/catalog/validators.build.mjs';
import type { Bench, Contestant, Target } from '../bench.ts';
import { benchCache, bundle, measureInChild } from '../children.ts';
import { LARGE, SMALL } from './bodies.ts';
import { inputFile, writeInputs } from './input.ts';

const OURS = 'Graph HTTP';
const FLOOR = 'Floor';
const AJV = 'ajv';
const ACTIVATED = 'Graph HTTP, activated';
const JSON_SERVICE = 'vscode-json-languageservice';

const validators = join(benchCache, 'validators.js');

/** Who takes part: name, file and what it does. */
const MODULES: readonly (readonly [name: string, file: string, about: string])[] = [
  [FLOOR, 'floor', 'reads the schema and the body as JSON; warm, the body alone'],
  [
    OURS,
    'ours',
    '`checkBlock` of the whole request: URL, headers and body, every problem with its range, sentence and fixes',
  ],
  [AJV, 'ajv', 'ajv with the same schema, compiled at run time, and `JSON.parse`: errors without ranges'],
  [
    JSON_SERVICE,
    'jsonService',
    'its parser and validation with the same schema: no rules of Microsoft Graph',
  ],
];

/** From a fresh process to the first problem of a body. */
export async function firstProblemBench(): Promise<Bench> {
  return {
    id: 'first-problem',
    title: 'First problem of a body',
    about:
      'A fresh process loads the bundled code, the schema and whatever else it needs, and finds the one mistake in a body that sets every property which an update can set. The start of the process itself is not counted.',
    rounds: 7,
    cases: SMALL,
    contestants: [...(await contestants('cold')), await activated()],
    targets: SMALL.flatMap((name): Target[] => [
      { case: name, contestant: ACTIVATED, atMost: 5 },
      { case: name, contestant: OURS, of: JSON_SERVICE, atMost: 1 },
    ]),
  };
}

/** Checking the same body again and again, as while somebody types. */
export async function checksBench(): Promise<Bench> {
  return {
    id: 'checks',
    title: 'Checking a body while somebody types',
    about:
      'One check, warm, of the same bodies, and of one with about 2,000 lines. The text is read anew each time.',
    rounds: 5,
    cases: [...SMALL, LARGE],
    contestants: await contestants('steady'),
    targets: [
      ...SMALL.map((name): Target => ({ case: name, contestant: OURS, atMost: 0.5 })),
      { case: LARGE, contestant: OURS, atMost: 3 },
      { case: LARGE, contestant: OURS, of: JSON_SERVICE, atMost: 1 },
    ],
  };
}

/** As in the editor, where activation has loaded what finds the first problem. */
async function activated(): Promise<Contestant> {
  const module = await bundled('ours');
  return {
    name: ACTIVATED,
    about: 'the same with the bundle loaded before, as it is in an activated extension',
    measure: (each) => measureInChild('loaded', module, each, { GRAPH_HTTP_INPUT: inputFile(each) }),
  };
}

async function contestants(mode: 'cold' | 'steady'): Promise<readonly Contestant[]> {
  await buildValidators(validators);
  await writeInputs([...SMALL, LARGE]);
  return Promise.all(
    MODULES.map(async ([name, file, about]): Promise<Contestant> => {
      const module = await bundled(file);
      return {
        name,
        about,
        floor: name === FLOOR,
        measure: (each) => measureInChild(mode, module, each, { GRAPH_HTTP_INPUT: inputFile(each) }),
      };
    }),
  );
}

function bundled(file: string): Promise<string> {
  return bundle(`checks-${file}`, new URL(`${file}.ts`, import.meta.url), { '#validators': validators });
}
