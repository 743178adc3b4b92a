import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { compilePermissions } from '../../../src/core/permissions/compile.ts';
import { openPermissions } from '../../../src/core/permissions/table.ts';
import { allowedBy, templatesOf } from './slowTable.ts';

const file = new URL('../../../../shared/data/permissions.json', import.meta.url);
const skip = existsSync(file) ? false : 'the real permission data is not here';

suite('the permission data of Microsoft Graph', { skip }, () => {
  const text = skip ? '{}' : readFileSync(file, 'utf8');
  const permissions = skip
    ? undefined
    : openPermissions(compilePermissions(text, { address: 'a', checked: 0 }));
  const templates = templatesOf(JSON.parse(text), 'PATCH');
  const distinct = [...new Set(templates.map(({ path }) => path.toLowerCase()))];

  test('has 917 permissions with 18,867 paths, and 1,480 distinct ones for PATCH', () => {
    const all: { pathSets: { paths: object }[] }[] = Object.values(JSON.parse(text).permissions);
    assert.equal(all.length, 917);
    const paths = all.flatMap(({ pathSets }) => pathSets.flatMap((set) => Object.keys(set.paths)));
    assert.equal(paths.length, 18_867);
    assert.equal(distinct.length, 1_480);
  });

  test('is found for each of them as it is written', () => {
    assert.deepEqual(
      distinct.filter((path) => permissions?.lookup('PATCH', path) === undefined),
      [],
    );
  });

  test('is the same as by looking at every path of the data, one after the other', () => {
    for (const path of distinct) {
      for (const variant of variantsOf(path)) {
        const found = permissions?.lookup('PATCH', variant);
        const slow = allowedBy(templates, variant);
        const quick = found && {
          delegatedWork: [...found.delegatedWork].sort(),
          delegatedPersonal: [...found.delegatedPersonal].sort(),
          application: [...found.application].sort(),
        };
        assert.deepEqual(quick, slow, variant);
      }
    }
  });

  test('is known of things that exist', () => {
    const least = (path: string) => permissions?.lookup('PATCH', path)?.delegatedWork[0];
    assert.equal(least('/users/adele@contoso.com'), 'User.ReadWrite.All');
    assert.equal(
      least('/servicePrincipals/1/microsoft.graph.agentIdentity'),
      'AgentIdentity.EnableDisable.All',
    );
    assert.equal(
      least('/servicePrincipals/microsoft.graph.agentIdentity/1'),
      'AgentIdentity.EnableDisable.All',
    );
    assert.equal(least("/applications(appId='1')"), 'Application.ReadWrite.All');
    assert.equal(least('/identity/apiConnectors/1'), 'APIConnectors.ReadWrite.All');
  });
});

/** A path as people write it: with values, names of their own, and casts on the other side of the key. */
function variantsOf(path: string): readonly string[] {
  const values = path.replaceAll(/\{[^{}]*\}+/g, '7c9e6679-7425-40de-944b-e07fc1f90ae7');
  const named = path.replaceAll(/\{[^{}]*\}+/g, '{some-name}');
  const moved = path.replace(/\/\{[^{}/]*\}\/(microsoft\.graph\.\w+)/, '/$1/{id}');
  const back = path.replace(/\/(microsoft\.graph\.\w+)\/\{[^{}/]*\}/, '/{id}/$1');
  return [...new Set([path, values, named, values.toUpperCase(), moved, back])];
}
