/** Hosts, folders and libraries for the tests of metadata. Everything is on 127.0.0.1 and ends with its test. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Clock } from '../../../src/core/host.ts';
import { MetadataLibrary, type MetadataSettings } from '../../../src/core/metadata/library.ts';
import type { Client } from '../../../src/core/send/client/client.ts';
import { schemaOf } from '../csdl/documents.ts';
import { authority, cloudClient, cloudServer, type Got, type Recording } from '../send/world.ts';

/** A document with that many types: `sample.t0` and so on. */
export function document(types = 1): string {
  return schemaOf(
    `${Array.from({ length: types }, (_, i) => `<EntityType Name="t${i}"/>`).join('\n')}<EntityContainer Name="c"><EntitySet Name="ts" EntityType="s.t0"/></EntityContainer>`,
  );
}

/** Every host that metadata is read from, on one server of this computer. */
export function metadataServer(
  t: TestContext,
  answer: (got: Got, response: ServerResponse, count: number) => void,
): Promise<Recording> {
  const hosts = ['graph.microsoft.com', 'raw.githubusercontent.com', 'graph.contoso.example'];
  return cloudServer(t, answer, authority.issue(hosts));
}

/** A folder of its own that goes with its test. */
export async function scratchFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'graph-http-metadata-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A clock that stands still until it is moved. */
export class HeldClock implements Clock {
  time = 1_700_000_000_000;

  now(): number {
    return this.time;
  }

  async sleep(): Promise<void> {}

  addDays(days: number): void {
    this.time += days * 86_400_000;
  }
}

/** A library with what it says. */
export interface World {
  readonly library: MetadataLibrary;
  readonly clock: HeldClock;
  readonly folder: string;
  /** What was logged. */
  readonly log: string[];
  /** How often there was something new. */
  readonly changes: () => number;
}

/** A library whose downloads come from a server of this computer. */
export async function libraryWith(
  t: TestContext,
  port: number,
  more: {
    readonly folder?: string;
    readonly clock?: HeldClock;
    readonly settings?: Partial<MetadataSettings>;
    readonly client?: Client;
  } = {},
): Promise<World> {
  const folder = more.folder ?? join(await scratchFolder(t), 'metadata');
  const clock = more.clock ?? new HeldClock();
  const client = more.client ?? cloudClient(t, port);
  const log: string[] = [];
  const say = (message: string) => void log.push(message);
  let changes = 0;
  const library = new MetadataLibrary({
    folder,
    clock,
    log: { info: say, warn: say, error: say },
    download: (request) => client.download(request),
    settings: () => ({ source: 'service', refreshDays: 7, ...more.settings }),
    changed: () => {
      changes++;
    },
  });
  t.after(() => library.close());
  return { library, clock, folder, log, changes: () => changes };
}

/** Waits until something holds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let step = 0; step < 1_000; step++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('It never came to hold.');
}
