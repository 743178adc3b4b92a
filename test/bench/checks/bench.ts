import { fileURLToPath } from 'node:url';
import type { Bench, Contestant, Target } from '../bench.ts';
import { bundle, fewFiles, measureInChild } from '../children.ts';
import { COMPLETION, HOVER, LARGE, NEVER_MET, SMALL } from './bodies.ts';
import { inputFile, writeInputs } from './input.ts';

const OURS = 'Graph HTTP';
const FLOOR = 'Floor';
const AJV = 'ajv';
const ACTIVATED = 'Graph HTTP, activated';
const WARMED = 'Graph HTTP, warmed up';
const JSON_SERVICE = 'vscode-json-languageservice';
const WALK = 'Graph HTTP, the walk';
const PRUNED = 'ajv, pruned';

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
    contestants: [...(await contestants('cold')), await activated(), await warmed()],
    targets: SMALL.flatMap((name): Target[] => [
      { case: name, contestant: ACTIVATED, atMost: 5 },
      { case: name, contestant: WARMED, atMost: 5 },
      { case: name, contestant: OURS, of: JSON_SERVICE, atMost: 1 },
    ]),
  };
}

/** The first problem in a body of a type that this process has not met, with the code loaded. */
export async function neverMetBench(): Promise<Bench> {
  await writeInputs(NEVER_MET);
  const contestant = async (name: string, file: string, about: string): Promise<Contestant> => {
    const module = await bundled(file);
    const measure = (each: string) =>
      measureInChild('loaded', module, each, { GRAPH_HTTP_INPUT: inputFile(each) });
    return { name, about, floor: name === FLOOR, measure };
  };
  return {
    id: 'never-met',
    title: 'First problem of a type that was never met',
    about:
      'A fresh process has loaded the code and nothing else; it reads the schema and finds the one mistake. A body of one property, and one of every property.',
    rounds: 7,
    cases: NEVER_MET,
    contestants: [
      await contestant(FLOOR, 'floor', 'reads the schema and the body as JSON'),
      await contestant(OURS, 'neverMet', 'the whole check of the request, as `checkBlock` does it'),
      await contestant(WALK, 'walk', 'the part of it that holds the body against the schema'),
      await contestant(PRUNED, 'ajvPruned', 'compiles the part of the schema that the body touches'),
      await contestant(AJV, 'ajv', 'compiles the whole schema'),
    ],
    targets: NEVER_MET.flatMap((name): Target[] => [
      { case: name, contestant: OURS, atMost: 30 },
      { case: name, contestant: WALK, of: AJV, atMost: 0.25 },
      { case: name, contestant: WALK, of: PRUNED, atMost: 1 },
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

/** Proposals and hovers in the largest body. */
export async function assistBench(): Promise<Bench> {
  await writeInputs([LARGE]);
  const contestant = async (name: string, file: string, about: string): Promise<Contestant> => {
    const module = await bundled(file);
    const input = { GRAPH_HTTP_INPUT: inputFile(LARGE) };
    return {
      ...{ name, about, floor: name === FLOOR },
      measure: (each) => measureInChild('slowest', module, each, input),
    };
  };
  return {
    id: 'assist',
    title: 'Completion and hover in a body of 2,000 lines',
    about:
      'What 95 of 100 calls do not exceed, warm, at places spread over the whole body, each inside the name of a property.',
    rounds: 5,
    cases: [COMPLETION, HOVER],
    contestants: await Promise.all([
      contestant(FLOOR, 'floor', 'reads the body as JSON'),
      contestant(OURS, 'assist', '`complete` and `hover`, with the tree of the request read before'),
      contestant(JSON_SERVICE, 'jsonAssist', 'its parser, `doComplete` and `doHover` with the same schema'),
    ]),
    targets: [
      { case: COMPLETION, contestant: OURS, atMost: 3 },
      { case: COMPLETION, contestant: OURS, of: JSON_SERVICE, atMost: 1 },
      { case: HOVER, contestant: OURS, of: JSON_SERVICE, atMost: 1 },
    ],
  };
}

/** As in the editor, where activation has loaded the services and no more. */
function activated(): Promise<Contestant> {
  return loaded(
    ACTIVATED,
    'activated',
    '`Services.check` as the editor calls it, with what the extension loads when it is activated loaded before: the code of the checks and the schemas are loaded by the first check',
  );
}

/** As in the editor that was activated a moment ago without a request file. */
function warmed(): Promise<Contestant> {
  return loaded(
    WARMED,
    'warmed',
    'the same where no request file was open when the extension was activated: it has checked requests of its own meanwhile, as `Services.warmUp` does it in pauses',
  );
}

async function loaded(name: string, module: string, about: string): Promise<Contestant> {
  const file = new URL(`${module}.ts`, import.meta.url);
  const first = [fileURLToPath(file), 'src/core/checking.ts'];
  const bundled = await bundle(`checks-${module}`, file, [fewFiles(first)]);
  return {
    name,
    about,
    measure: (each) => measureInChild('loaded', bundled, each, { GRAPH_HTTP_INPUT: inputFile(each) }),
  };
}

async function contestants(mode: 'cold' | 'steady'): Promise<readonly Contestant[]> {
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
  return bundle(`checks-${file}`, new URL(`${file}.ts`, import.meta.url));
}
