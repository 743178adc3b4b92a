import type { Bench, Contestant } from '../bench.ts';
import { bundle, measureInChild } from '../children.ts';
import { installPeer } from '../peers.ts';
import { EDIT, SIZES, sizeName } from './files.ts';

const HTTPYAC = { name: 'httpyac', version: '6.16.7' };
const HTTPYAC_NAME = 'httpYac';
const OURS = 'Graph HTTP';
const FLOOR = 'Floor';
const LARGEST = sizeName(10_000);

/** Reading a request file, and reading it again after an edit. */
export async function requestsBench(): Promise<Bench> {
  const cases = [...SIZES.map(sizeName), EDIT];
  return {
    id: 'requests',
    title: 'Reading a request file',
    about:
      'One read of a whole file, warm: about 350 characters a request, with variables, a continuation line, two headers and a JSON body. The last row is one typed letter in the middle of the largest file.',
    rounds: 5,
    cases,
    contestants: [await floor(), await ours(), await httpYac(cases), restClient(cases)],
    targets: [
      { case: sizeName(100), contestant: OURS, atMost: 0.3 },
      { case: sizeName(1_000), contestant: OURS, atMost: 2.5 },
      { case: LARGEST, contestant: OURS, atMost: 40 },
      { case: LARGEST, contestant: OURS, of: HTTPYAC_NAME, atMost: 0.01 },
      { case: EDIT, contestant: OURS, atMost: 0.5 },
    ],
  };
}

async function floor(): Promise<Contestant> {
  const module = await bundle('requests-floor', new URL('floor.ts', import.meta.url));
  return {
    name: FLOOR,
    about:
      'splits the text, matches one regular expression a line and keeps the matches; for the edit, the same with the one request that it is in',
    floor: true,
    measure: (name) => measureInChild('steady', module, name),
  };
}

async function ours(): Promise<Contestant> {
  const module = await bundle('requests-ours', new URL('ours.ts', import.meta.url));
  return {
    name: OURS,
    about: '`parseFile`, the tree with every range; for the edit, `reparse`',
    measure: (name) => measureInChild('steady', module, name),
  };
}

async function httpYac(cases: readonly string[]): Promise<Contestant> {
  const peer = await installPeer(HTTPYAC);
  const about = `httpYac ${HTTPYAC.version}, \`HttpFileStore.parse\``;
  if (!peer.ok) return absent(HTTPYAC_NAME, about, peer.reason, cases);
  const module = await bundle('requests-httpyac', new URL('httpyac.ts', import.meta.url));
  return {
    name: HTTPYAC_NAME,
    about,
    ...(cases.includes(EDIT) ? { skips: { [EDIT]: 'reads the whole file again' } } : {}),
    slow: [sizeName(1_000), LARGEST],
    measure: (name) => measureInChild('steady', module, name, { GRAPH_HTTP_PEER: peer.folder }),
  };
}

function restClient(cases: readonly string[]): Contestant {
  return absent('REST Client', 'REST Client is published as an editor extension only', 'not on npm', cases);
}

function absent(name: string, about: string, reason: string, cases: readonly string[]): Contestant {
  return {
    name,
    about,
    skips: Object.fromEntries(cases.map((each) => [each, reason])),
    measure: () => Promise.reject(new Error(reason)),
  };
}

/** One typed letter, from the edit to the problems of the whole file. */
export async function keystrokeBench(): Promise<Bench> {
  const cases = SIZES.map(sizeName);
  const module = await bundle('requests-keystroke', new URL('keystroke.ts', import.meta.url));
  const lines = await bundle('requests-floor', new URL('floor.ts', import.meta.url));
  const whole = await httpYac(cases);
  return {
    id: 'keystroke',
    title: 'Typing a letter in a request file',
    about:
      'From one typed letter in the middle of a file to the problems of the whole file, warm. The same files as above.',
    rounds: 5,
    cases,
    contestants: [
      {
        name: FLOOR,
        about: 'matches one regular expression against each line of the request that is edited',
        floor: true,
        measure: () => measureInChild('steady', lines, EDIT),
      },
      {
        name: OURS,
        about:
          '`reparse`, and `checkBlock` of what it read again; the problems of the other requests are kept',
        measure: (name) => measureInChild('steady', module, name),
      },
      { ...whole, about: `${whole.about} of the whole file; it finds no problems` },
    ],
    targets: [
      { case: sizeName(1), contestant: OURS, atMost: 0.5 },
      { case: LARGEST, contestant: OURS, atMost: 0.5 },
    ],
  };
}
