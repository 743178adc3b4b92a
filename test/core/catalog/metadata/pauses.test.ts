import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { complete } from '../../../../src/core/assist/complete/complete.ts';
import { hover } from '../../../../src/core/assist/hover.ts';
import { offersOf } from '../../../../src/core/assist/insert/newRequest.ts';
import { loadCatalog } from '../../../../src/core/catalog/load.ts';
import { metadataCatalog } from '../../../../src/core/catalog/metadata/catalog.ts';
import { CsdlCompiler } from '../../../../src/core/csdl/compile.ts';
import { MetadataFile, writeMetadata } from '../../../../src/core/csdl/file.ts';
import { compilePermissions } from '../../../../src/core/permissions/compile.ts';
import { openPermissions } from '../../../../src/core/permissions/table.ts';
import { cpuTime } from '../../../support/cpuTime.ts';
import { placed } from '../../assist/vocabulary.ts';
import { problemsOf } from '../../check/vocabulary.ts';
import { graphMetadata, graphPermissions } from './graphData.ts';

/** Milliseconds. A quiet machine stays below 50; tests share theirs with much else. */
const BOUND = 500;
const V1 = 'PATCH https://graph.microsoft.com/v1.0';
const json = 'Content-Type: application/json\n\n';
const skip = graphMetadata.skip || graphPermissions.skip;

describe('the event loop, with all of Microsoft Graph', { skip }, () => {
  it('is never held for long by what an editor asks', async (t) => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    /** What something gives, and how long nothing else could be done meanwhile. */
    const during = async <T>(what: string, act: () => T | Promise<T>): Promise<T> => {
      delay.reset();
      // It measures from one turn to the next: those before the reset do not count.
      await wait(20);
      const begun = cpuTime();
      const given = await act();
      await wait(5);
      // Where other processes had the machine meanwhile, the pause was theirs.
      const longest = Math.min(delay.max / 1e6, cpuTime() - begun);
      t.diagnostic(`${what}: the longest pause was ${longest.toFixed(1)} ms`);
      assert.ok(longest < BOUND, `${what} took ${longest} ms`);
      return given;
    };
    const metadata = compiledText(graphMetadata.text());
    const permissions = compilePermissions(graphPermissions.text(), { address: 'test', checked: 0 });
    const behind = await during('opening the catalog', () => {
      const table = openPermissions(permissions);
      const file = MetadataFile.open(metadata);
      assert.ok(table && file);
      const permissionsOf = (method: string, path: string) => table.lookup(method, path);
      return metadataCatalog({ version: 'v1.0', file, permissionsOf });
    });
    const catalog = await loadCatalog([], [behind]);
    const proposed = async (marked: string, label: string) => {
      const { context, offset } = placed(marked, { catalog });
      const { items } = await during(`completing ${marked.replace(/\s+/g, ' ')}`, () =>
        complete(context, offset),
      );
      assert.ok(
        items.some((each) => each.label === label),
        `${label} is not proposed`,
      );
    };
    const found = await during('checking a body of user', () =>
      problemsOf(`${V1}/users/1\n${json}{ "displayName": 5 }\n`, { catalogs: [behind] }),
    );
    assert.deepEqual(
      found.map(({ code }) => code),
      ['value-type'],
    );
    await proposed(`${V1}/|`, 'users');
    await proposed(`${V1}/deviceManagement/deviceConfigurations/1/assignments/1/|`, 'target');
    await proposed(`${V1}/servicePrincipals/1\n${json}{\n  |\n}\n`, 'accountEnabled');
    await proposed('|', 'PATCH');
    const hovered = placed(`${V1}/use|rs/1\n${json}{}\n`, { catalog });
    const told = await during('hovering over a URL', () => hover(hovered.context, hovered.offset));
    assert.match(told?.markdown ?? '', /Update user/);
    await during('listing every update, in stretches', async () => {
      let offers = 0;
      for (const stretch of offersOf(catalog.updates(), 10)) {
        offers += stretch.length;
        await wait(0);
      }
      assert.ok(offers > 2000, `${offers}`);
    });
    delay.disable();
  });
});

function compiledText(csdl: string): string {
  const compiler = new CsdlCompiler();
  compiler.write(csdl);
  return writeMetadata(compiler.end(), { address: 'test', checked: 0 });
}
