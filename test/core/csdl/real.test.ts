import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { MetadataFile, writeMetadata } from '../../../src/core/csdl/file.ts';
import { isStructured } from '../../../src/core/csdl/model.ts';
import { attempt, compile, faults } from './documents.ts';

const path = new URL('../../../../shared/data/graph-v1.0.csdl', import.meta.url);
const skip = existsSync(path) ? false : 'the real metadata is not here';

suite('the metadata of Microsoft Graph v1.0', { skip }, () => {
  const bytes = skip ? new Uint8Array() : readFileSync(path);
  const text = new TextDecoder().decode(bytes);
  const metadata = skip ? undefined : compile(bytes, 60_000);
  /** How often a pattern is in the text: an independent count. */
  const times = (pattern: RegExp) => text.match(pattern)?.length ?? 0;

  test('has as much in it as its text', () => {
    assert.deepEqual(metadata?.counts, {
      schemas: times(/<Schema /g),
      entityTypes: times(/<EntityType /g),
      complexTypes: times(/<ComplexType /g),
      enumTypes: times(/<EnumType /g),
      enumMembers: times(/<Member /g),
      typeDefinitions: times(/<TypeDefinition /g),
      properties: times(/<Property /g),
      navigationProperties: times(/<NavigationProperty /g),
      actions: times(/<Action /g),
      functions: times(/<Function /g),
      entitySets: times(/<EntitySet /g),
      singletons: times(/<Singleton /g),
      annotations: times(/<Annotation /g),
    });
  });

  test('has what is known of it', () => {
    const types = [...(metadata?.types.values() ?? [])];
    const entities = types.filter(({ kind }) => kind === 'entity').filter(isStructured);
    const complex = types.filter(({ kind }) => kind === 'complex').filter(isStructured);
    const enums = types.filter((type) => type.kind === 'enum');
    const depth = (name: string | undefined): number => {
      const type = name === undefined ? undefined : metadata?.types.get(name);
      return isStructured(type) ? 1 + depth(type.base) : 0;
    };
    assert.deepEqual(
      {
        entities: entities.length,
        abstract: entities.filter((type) => type.abstract).length,
        open: entities.filter((type) => type.open).length,
        streams: entities.filter((type) => type.stream).length,
        complex: complex.length,
        abstractComplex: complex.filter((type) => type.abstract).length,
        openComplex: complex.filter((type) => type.open).length,
        enums: enums.length,
        flags: enums.filter((type) => type.flags).length,
        empty: enums.filter(({ members }) => members.length === 0).length,
        contained: entities
          .concat(complex)
          .flatMap(({ navigation }) => navigation)
          .filter(({ contained }) => contained).length,
        deepest: Math.max(...types.map(({ name }) => depth(name))) - 1 <= 5,
      },
      {
        entities: 1182,
        abstract: 94,
        open: 60,
        streams: 10,
        complex: 1779,
        abstractComplex: 89,
        openComplex: 475,
        enums: 861,
        flags: 64,
        empty: 2,
        contained: 1079,
        deepest: true,
      },
    );
    assert.equal(metadata?.counts.properties, 10525);
    assert.equal(metadata?.counts.navigationProperties, 1432);
    assert.equal(metadata?.aliases.self, 'microsoft.graph.security');
    assert.equal(Object.keys(metadata?.aliases ?? {}).length, 5);
  });

  test('has nothing wrong that would be lost silently', () => {
    assert.deepEqual(metadata && faults(metadata), []);
    const left = metadata?.leftOut.filter(({ what }) => what.startsWith('The annotation')) ?? [];
    const used = times(
      /<Annotation Term="(?:Org\.OData\.Core\.V1\.(?:Description|LongDescription|Computed|Immutable|Permissions|IsURL|Revisions|AlternateKeys|OptionalParameter)|Org\.OData\.Capabilities\.V1\.UpdateRestrictions|Org\.OData\.Validation\.V1\.(?:DerivedTypeConstraint|MaxLength))"/g,
    );
    assert.equal(used + left.reduce((sum, { count }) => sum + count, 0), metadata?.counts.annotations);
  });

  test('comes back from its file as it was', () => {
    assert.ok(metadata);
    const source = { address: 'https://graph.microsoft.com/v1.0/$metadata', checked: 1 };
    const written = writeMetadata(metadata, source);
    assert.doesNotMatch(written, /[^\n\t\x20-\x7e]/);
    const file = MetadataFile.open(written);
    assert.ok(file);
    assert.deepEqual([...file.names()].sort(), [...metadata.types.keys()].sort());
    for (const [name, type] of metadata.types) assert.deepEqual(file.type(name), type);
    const bound = new Set(metadata.operations.map(({ boundTo }) => boundTo));
    assert.deepEqual(
      new Set([...bound].flatMap((type) => file.operations(type)).map((each) => JSON.stringify(each))),
      new Set(metadata.operations.map((each) => JSON.stringify(each))),
    );
  });

  test('is refused where it is cut, with the place', () => {
    for (const part of [0.1, 0.5, 0.9, 0.999]) {
      const cut = attempt(bytes.subarray(0, Math.floor(bytes.length * part)), 100_000);
      assert.ok(cut instanceof Error, String(part));
      assert.ok(cut.line > 1 && cut.column >= 1, `${cut.line}:${cut.column}`);
    }
  });
});
