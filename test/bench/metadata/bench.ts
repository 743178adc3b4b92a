import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import type { Bench, Contestant } from '../bench.ts';
import { bundle, type Mode, measureInChild } from '../children.ts';
import { installPeer } from '../peers.ts';
import { RESOLVE, SCHEMA, STEPS_DEEP, STEPS_FIRST } from './catalog.ts';
import { DEEP_SEGMENT, FIRST_SEGMENT, PROPERTY } from './completion.ts';
import { DOCUMENTS, FOLDER_VARIABLE } from './files.ts';
import { folder, made, writeDocuments } from './input.ts';

const OURS = 'Graph HTTP';
const FLOOR = 'Floor';
const FAST_XML = 'fast-xml-parser';
const ODATA_CSDL = 'odata-csdl';
const [SMALL, LARGE] = DOCUMENTS;
const INPUT = { [FOLDER_VARIABLE]: folder };

/** From a document to the compiled file, in a fresh process. */
export async function compileBench(): Promise<Bench> {
  await writeDocuments();
  return {
    id: 'metadata',
    title: 'Compiling metadata',
    about: `A fresh process with its code loaded reads an OData metadata document and compiles it: ${made}.`,
    rounds: 5,
    cases: DOCUMENTS,
    contestants: [
      await contestant(FLOOR, 'floor', 'reads the file and looks for each `<`', { floor: true }),
      await contestant(OURS, 'ours', 'the compiled file, well-formedness checked'),
      ...(await peers('loaded')),
    ],
    targets: [
      { case: SMALL, contestant: OURS, atMost: 130 },
      { case: LARGE, contestant: OURS, atMost: 350 },
      { case: SMALL, contestant: OURS, of: FAST_XML, atMost: 0.5 },
      { case: SMALL, contestant: OURS, of: ODATA_CSDL, atMost: 0.2 },
    ],
  };
}

/** What compiling needs of memory, in a fresh process. */
export async function compileMemoryBench(): Promise<Bench> {
  await writeDocuments();
  return {
    id: 'metadata-memory',
    title: 'Memory of compiling metadata',
    about:
      'How much the resident memory of a fresh process grows at its peak while it compiles the same documents once. Whatever the garbage collector has not taken back yet counts.',
    unit: 'MB',
    rounds: 3,
    cases: DOCUMENTS,
    contestants: [
      await contestant(FLOOR, 'floor', 'reads the file as one text', { floor: true, mode: 'first-peak' }),
      await contestant(OURS, 'thread', 'the compiled file, in a worker thread as the editor makes it', {
        mode: 'first-peak',
        plugins: [await withWorker()],
      }),
      ...(await peers('first-peak')),
    ],
    targets: [
      { case: SMALL, contestant: OURS, over: FLOOR, atMost: 35 },
      { case: LARGE, contestant: OURS, of: FAST_XML, atMost: 1 },
    ],
  };
}

/** Others that read such documents, ours without what it builds among them. */
async function peers(mode: Mode): Promise<readonly Contestant[]> {
  const peer = async (name: string, file: string, about: string, version: string): Promise<Contestant> => {
    const installed = await installPeer({ name, version });
    const reason = installed.ok ? '' : installed.reason;
    return {
      ...(await contestant(name, file, about, {
        mode,
        environment: { GRAPH_HTTP_PEER: installed.ok ? installed.folder : '' },
      })),
      slow: [LARGE],
      ...(installed.ok ? {} : { skips: Object.fromEntries(DOCUMENTS.map((each) => [each, reason])) }),
    };
  };
  return [
    await contestant(
      'saxes',
      'saxes',
      'the parser that reads for us whatever is not plain, alone: nothing is built',
      { mode },
    ),
    await peer(FAST_XML, 'fastXml', 'the document as objects; what is not well-formed passes', '5.12.1'),
    await peer(ODATA_CSDL, 'odataCsdl', 'the document as CSDL JSON', '0.11.2'),
  ];
}

/** Bundles the worker too, and says where it is. */
async function withWorker(): Promise<Plugin> {
  const file = await bundle(
    'metadata-worker',
    new URL('../../../src/core/metadata/worker.ts', import.meta.url),
  );
  const METADATA_WORKER = JSON.stringify(pathToFileURL(file).href);
  return {
    name: 'metadata-worker',
    setup({ initialOptions }) {
      initialOptions.define = { ...initialOptions.define, METADATA_WORKER };
    },
  };
}

/** From the compiled file to the first type. */
export async function openBench(): Promise<Bench> {
  await writeDocuments();
  return {
    id: 'metadata-open',
    title: 'Opening compiled metadata',
    about: 'A fresh process with its code loaded reads the compiled file and finds the first type in it.',
    rounds: 7,
    cases: DOCUMENTS,
    contestants: [
      await contestant(FLOOR, 'openFloor', 'reads the file', { floor: true }),
      await contestant(OURS, 'open', 'the head, an index of the lines, and one type'),
      await contestant('One JSON file', 'openJson', '`JSON.parse` of the same'),
    ],
    targets: [
      { case: SMALL, contestant: OURS, atMost: 5 },
      { case: LARGE, contestant: OURS, atMost: 16 },
    ],
  };
}

/** What the catalog answers when it is first asked. */
export async function catalogBench(): Promise<Bench> {
  return questions('catalog', {
    id: 'catalog',
    title: 'Asking the catalog of metadata',
    cases: [RESOLVE, SCHEMA, STEPS_FIRST, STEPS_DEEP],
  });
}

/** What completion proposes when it is first asked. */
export async function completionBench(): Promise<Bench> {
  return questions('completion', {
    id: 'metadata-completion',
    title: 'Completion with metadata',
    cases: [FIRST_SEGMENT, DEEP_SEGMENT, PROPERTY],
  });
}

/** Questions of one module: each alone in a fresh process, and again and again. */
async function questions(file: string, head: Pick<Bench, 'id' | 'title' | 'cases'>): Promise<Bench> {
  await writeDocuments();
  return {
    ...head,
    about:
      'Over the compiled file of the smaller document: one question in a fresh process, with opening the file, and the same question again and again. No first answer may hold the editor’s thread longer than the target.',
    rounds: 7,
    contestants: [
      await contestant(OURS, file, 'the first question, with reading the file'),
      await contestant(`${OURS}, warm`, file, 'the same question again', { mode: 'steady' }),
    ],
    targets: head.cases.map((each) => ({ case: each, contestant: OURS, atMost: 50 })),
  };
}

/** How a contestant is measured, where that is not the usual way. */
interface Way {
  readonly floor?: boolean;
  readonly mode?: Mode;
  readonly environment?: Readonly<Record<string, string>>;
  readonly plugins?: readonly Plugin[];
}

async function contestant(name: string, file: string, about: string, way: Way = {}): Promise<Contestant> {
  const { floor = false, mode = 'loaded', environment = {}, plugins = [] } = way;
  const module = await bundle(`metadata-${file}`, new URL(`${file}.ts`, import.meta.url), plugins);
  return {
    name,
    about,
    floor,
    measure: (each) => measureInChild(mode, module, each, { ...INPUT, ...environment }),
  };
}
