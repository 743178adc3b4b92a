import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { chooseEditor } from '../../host/editors.ts';
import { node, root } from '../../host/paths.ts';
import type { Bench, Contestant } from '../bench.ts';
import { activateInEditor, buildSuite, EMPTY, OURS } from './editor.ts';
import type { ActivationTimes } from './suite.ts';

const OWN = 'inside `activate`';
const WHOLE = 'loading and `activate`, as a caller waits';

/** Activating the released extension in the extension host of the real editor. */
export async function activationBench(): Promise<Bench> {
  await promisify(execFile)(node, ['esbuild.mjs'], { cwd: root });
  await buildSuite();
  const editor = await chooseEditor();
  const samples = new Samples((order) => activateInEditor(editor, order));
  return {
    id: 'activation',
    title: 'Activation in the editor',
    about: `The release build, activated in the extension host of ${editor.name}, which is started anew for each round. No request file is open.`,
    rounds: 5,
    cases: [OWN, WHOLE],
    contestants: [
      contestant(samples, 'Floor', EMPTY, 'an extension whose `activate` does nothing', true),
      contestant(samples, 'Graph HTTP', OURS, 'the extension with all its features registered', false),
    ],
    targets: [{ case: OWN, contestant: 'Graph HTTP', atMost: 10 }],
  };
}

function contestant(samples: Samples, name: string, id: string, about: string, floor: boolean): Contestant {
  return {
    name,
    about,
    floor,
    ...(floor ? { skips: { [OWN]: 'nothing' } } : {}),
    measure: (each) => samples.next(id, each),
  };
}

type Sample = Readonly<Record<string, ActivationTimes>>;

/** One start of the editor measures every contestant in every case; each asks for its part when it is its turn. */
class Samples {
  readonly #start: (order: readonly string[]) => Promise<Sample>;
  readonly #starts: Promise<Sample>[] = [];
  readonly #taken = new Map<string, number>();

  constructor(start: (order: readonly string[]) => Promise<Sample>) {
    this.#start = start;
  }

  async next(id: string, name: string): Promise<number> {
    const key = `${id} ${name}`;
    const round = this.#taken.get(key) ?? 0;
    this.#taken.set(key, round + 1);
    this.#starts[round] ??= this.#start(round % 2 === 0 ? [EMPTY, OURS] : [OURS, EMPTY]);
    const times = (await this.#starts[round])[id];
    if (times === undefined) throw new Error(`${id} was not activated`);
    return name === OWN ? times.own : times.whole;
  }
}
