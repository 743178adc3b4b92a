import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { CODES } from '../../../src/core/check/codes.ts';
import { SEVERITY_CHOICES } from '../../../src/core/check/severity.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** What the doc comment of each code says, as one line. */
function descriptions(): ReadonlyMap<string, string> {
  const source = `${read('src/core/request/tree.ts')}\n${read('src/core/check/codes.ts')}`;
  const found = source.matchAll(/\/\*\*((?:(?!\*\/).)*)\*\/\s*\| '([a-z-]+)'/gs);
  return new Map(
    [...found].map(([, text = '', code = '']) => [code, text.replace(/\s*\n\s*\*\s*/g, ' ').trim()]),
  );
}

interface SeveritySetting {
  propertyNames: { readonly enum: readonly string[]; readonly enumDescriptions: readonly string[] };
  readonly additionalProperties: {
    readonly enum: readonly string[];
    readonly enumDescriptions: readonly string[];
  };
}

const KEY = 'graphHttp.diagnostics.severity';

/** The setting in the manifest; with `UPDATE_GOLDEN=1` its list of codes is written anew. */
function setting(wanted?: SeveritySetting['propertyNames']): SeveritySetting {
  const manifest = JSON.parse(read('package.json'));
  const sections: readonly { readonly properties: Readonly<Record<string, SeveritySetting>> }[] =
    manifest.contributes.configuration;
  const found = sections.map(({ properties }) => properties[KEY]).find((each) => each !== undefined);
  assert.ok(found, KEY);
  if (wanted !== undefined && process.env.UPDATE_GOLDEN === '1') {
    found.propertyNames = wanted;
    writeFileSync(new URL('package.json', root), `${JSON.stringify(manifest, null, 2)}\n`);
  }
  return found;
}

describe('the setting graphHttp.diagnostics.severity', () => {
  it('offers every code with what its doc comment says (UPDATE_GOLDEN=1 writes them)', () => {
    const codes = Object.keys(CODES);
    const texts = descriptions();
    const wanted = { enum: codes, enumDescriptions: codes.map((code) => texts.get(code) ?? '') };
    for (const [index, text] of wanted.enumDescriptions.entries()) {
      assert.match(text, /^\S.{10,}[.…]$/, codes[index]);
    }
    assert.deepEqual(setting(wanted).propertyNames, wanted);
  });

  it('offers every choice with what it does', () => {
    const { additionalProperties } = setting();
    assert.deepEqual(additionalProperties.enum, SEVERITY_CHOICES);
    assert.equal(additionalProperties.enumDescriptions.length, SEVERITY_CHOICES.length);
  });
});
