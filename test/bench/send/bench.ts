import type { Bench, Contestant } from '../bench.ts';
import { bundle, type Mode, measureInChild } from '../children.ts';
import { CASES, LARGE, LARGE_MANY, SMALL, SMALL_MANY, TEXT } from './cases.ts';

const OURS = 'Graph HTTP, whole send';
const CLIENT = 'Graph HTTP, client';
const UNDICI = 'undici.request';
const H1 = 'HTTP/1.1';
const H2 = 'h2';

/** Who takes part: name, file and what it does. */
const MODULES: readonly (readonly [name: string, file: string, about: string])[] = [
  ['Floor', 'floor', 'bytes over open sockets, counted and not looked at'],
  [UNDICI, 'undici', '`undici.request` of a pool, the body as text'],
  ['node:http', 'nodeHttp', '`http.get` with connections that are kept open'],
  ['fetch', 'globalFetch', '`fetch` as Node brings it'],
  [
    CLIENT,
    'client',
    '`Client.send`: header checks, limits, phases, the token masked in the answer, the outcome',
  ],
  [
    OURS,
    'ours',
    '`deliver`: target, scopes, token, journal (in memory), the client, and a second copy of the answer with every secret masked',
  ],
];

/** How long a send takes. */
export async function sendBench(): Promise<Bench> {
  return {
    id: 'send',
    title: 'Sending a request',
    about:
      'One request, or all 50 of a row, warm, to a server in another process of the same computer, without TLS. Everybody reads the body as text, and parses it where it is JSON.',
    rounds: 5,
    cases: Object.keys(CASES),
    contestants: await contestants('steady'),
    targets: [
      { case: SMALL, contestant: OURS, over: UNDICI, atMost: 0.4 },
      { case: SMALL_MANY, contestant: OURS, of: 'fetch', atMost: 1 },
      { case: LARGE, contestant: CLIENT, of: UNDICI, atMost: 1.3 },
      { case: TEXT, contestant: CLIENT, of: UNDICI, atMost: 1.3 },
      { case: LARGE, contestant: OURS, over: UNDICI, atMost: 100 },
    ],
  };
}

/** How much memory sends need. */
export async function sendMemoryBench(): Promise<Bench> {
  return {
    id: 'send-memory',
    title: 'Memory of sends',
    about:
      'How much the resident memory of a fresh process grows at its peak while the sends of a row are made ten times. Whatever the garbage collector has not taken back yet counts.',
    unit: 'MB',
    rounds: 3,
    cases: [SMALL, SMALL_MANY, LARGE, LARGE_MANY],
    contestants: await contestants('peak'),
    targets: [
      { case: SMALL, contestant: CLIENT, over: UNDICI, atMost: 10 },
      { case: LARGE, contestant: CLIENT, of: UNDICI, atMost: 1.5 },
    ],
  };
}

/** Whether h2 is faster than HTTP/1.1 for what an editor sends. */
export async function sendProtocolsBench(): Promise<Bench> {
  const module = await bundled('secure');
  const contestant = (name: string, about: string, h2: string): Contestant => ({
    name,
    about,
    floor: name === H1,
    measure: (each) => measureInChild('steady', module, each, { GRAPH_HTTP_H2: h2 }),
  });
  return {
    id: 'send-protocols',
    title: 'HTTP/1.1 or h2',
    about:
      'The same requests with undici over TLS, to a server that speaks both. The client uses HTTP/1.1: h2 has to be faster than it for one request to be worth its state and its attacks.',
    rounds: 5,
    cases: [SMALL, SMALL_MANY, LARGE],
    contestants: [
      contestant(H1, 'a connection for each request that is under way', '0'),
      contestant(H2, 'one connection for all of them', '1'),
    ],
    targets: [],
  };
}

function contestants(mode: Mode): Promise<readonly Contestant[]> {
  return Promise.all(
    MODULES.map(async ([name, file, about]): Promise<Contestant> => {
      const module = await bundled(file);
      return {
        name,
        about,
        floor: file === 'floor' && mode === 'steady',
        slow: [LARGE_MANY],
        measure: (each) => measureInChild(mode, module, each),
      };
    }),
  );
}

function bundled(file: string): Promise<string> {
  return bundle(`send-${file}`, new URL(`${file}.ts`, import.meta.url));
}
