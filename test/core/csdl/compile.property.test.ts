import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { MetadataFile, writeMetadata } from '../../../src/core/csdl/file.ts';
import { isStructured, type Metadata } from '../../../src/core/csdl/model.ts';
import { XmlError } from '../../../src/core/csdl/xml.ts';
import { cpuTime } from '../../support/cpuTime.ts';
import { attempt, compile, schemaOf } from './documents.ts';

const sample = readFileSync(new URL('../catalog/metadata/fleet.csdl', import.meta.url));
const text = sample.toString('utf8');
/** Every tag, comment and piece of text. */
const tokens = text.match(/<[^>]*>|[^<]+/g) ?? [];
const source = { address: 'a', checked: 0 };

/** Whatever a document is: metadata that survives its file, or a sentence with a place. */
function holds(document: string | Uint8Array, piece?: number): Metadata | XmlError {
  const start = cpuTime();
  const result = attempt(document, piece);
  assert.ok(cpuTime() - start < 5_000, 'takes too long');
  if (result instanceof XmlError) {
    assert.ok(Number.isInteger(result.line) && result.line >= 1, `line ${result.line}`);
    assert.ok(Number.isInteger(result.column) && result.column >= 1, `column ${result.column}`);
    assert.match(result.message, /\S.*[.!?]?$/s);
    return result;
  }
  const written = writeMetadata(result, source);
  assert.match(written, /^[\n\t\x20-\x7e]*$/);
  const file = MetadataFile.open(written);
  assert.ok(file);
  for (const [name, type] of result.types) {
    assert.deepEqual(file.type(name), type);
    assertAcyclic(name, result);
  }
  return result;
}

function assertAcyclic(name: string, { types }: Metadata): void {
  const seen = new Set<string>();
  for (let at = types.get(name); isStructured(at); at = types.get(at.base ?? '')) {
    assert.ok(!seen.has(at.name), `${name} goes in a circle`);
    seen.add(at.name);
  }
}

suite('a document that was damaged', () => {
  test('byte by byte', () => {
    const edit = fc.record({
      at: fc.nat(sample.length),
      remove: fc.nat(40),
      insert: fc.uint8Array({ maxLength: 12 }),
    });
    fc.assert(
      fc.property(
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 5_000 }),
        (edits, piece) => {
          let bytes: Uint8Array = sample;
          for (const { at, remove, insert } of edits) {
            bytes = Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
          }
          holds(bytes, piece);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('cut off', () => {
    const end = text.indexOf('</edmx:Edmx>') + '</edmx:Edmx>'.length;
    fc.assert(
      fc.property(fc.nat(sample.length - 1), (length) => {
        assert.equal(holds(sample.subarray(0, length)) instanceof XmlError, length < end);
      }),
      { numRuns: 150 },
    );
  });

  test('with tags that are missing, doubled or moved', () => {
    const change = fc.record({
      from: fc.nat(tokens.length - 1),
      to: fc.nat(tokens.length),
      keep: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const list = [...tokens];
        for (const { from, to, keep } of changes) {
          const [token] = keep ? [list[from] ?? ''] : list.splice(from, 1);
          list.splice(to, 0, token ?? '');
        }
        holds(list.join(''));
      }),
      { numRuns: 300 },
    );
  });

  test('with other words in it', () => {
    const word = fc.constantFrom(
      '"',
      '<',
      '&',
      '&#0;',
      '<!--',
      ']]>',
      '<![CDATA[',
      '\0',
      '\ufeff',
      "'",
      '=',
      '/>',
    );
    const odd = fc.oneof(word, fc.string({ maxLength: 20, unit: 'binary' }));
    fc.assert(
      fc.property(fc.nat(text.length), odd, (at, insert) => {
        holds(text.slice(0, at) + insert + text.slice(at));
      }),
      { numRuns: 300 },
    );
  });
});

suite('any document', () => {
  test('is read alike in pieces of any size', () => {
    const whole = compile(sample);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: sample.length }), (piece) => {
        assert.deepEqual(compile(sample, piece), whole);
      }),
      { numRuns: 40 },
    );
  });

  test('of any text or bytes', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => void holds(any)));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2_000 }), (any) => void holds(any)));
  });

  /** Names from a few, none and odd ones among them, so that they meet. */
  const name = fc.constantFrom('a', 'b', 'c', '', '__proto__', 'constructor', 'toString', 'a.b', 'ü', 'a\tb');
  const type = fc.constantFrom(
    'Edm.String',
    's.a',
    'Collection(s.b)',
    's.gone',
    'Collection(',
    '',
    's.__proto__',
  );
  const quoted = (value: string) => value.replaceAll('\t', '&#9;');
  const member = fc
    .tuple(fc.constantFrom('Property', 'NavigationProperty', 'Odd'), name, type)
    .map(([element, of, as]) => `<${element} Name="${quoted(of)}" Type="${as}"/>`);
  const declared = fc
    .tuple(
      fc.constantFrom('EntityType', 'ComplexType', 'Strange'),
      name,
      type,
      fc.array(member, { maxLength: 5 }),
    )
    .map(([element, of, base, members]) => ({
      members,
      element,
      text: `<${element} Name="${quoted(of)}" BaseType="${base}">${members.join('')}</${element}>`,
    }));

  test('loses nothing silently: what was not taken over is counted', () => {
    fc.assert(
      fc.property(fc.array(declared, { maxLength: 8 }), (list) => {
        const metadata = holds(schemaOf(list.map((each) => each.text).join('')));
        assert.ok(!(metadata instanceof XmlError));
        const { leftOut, counts } = metadata;
        const left = (pattern: RegExp) =>
          leftOut.filter(({ what }) => pattern.test(what)).reduce((sum, { count }) => sum + count, 0);
        const types = counts.entityTypes + counts.complexTypes;
        assert.equal(
          types + left(/^A type (?:has no name|has a name that|is declared twice)|element Strange/),
          list.length,
        );
        const takenOver = [...metadata.types.values()].filter(isStructured);
        const lost = left(/^A type (?:has no name|has a name that|is declared twice)/);
        const all = list
          .filter(({ element }) => element !== 'Strange')
          .flatMap(({ members }) => members).length;
        const kept =
          takenOver.flatMap(({ properties, navigation }) => [...properties, ...navigation]).length +
          left(/property has (?:no name|a name that)|declares a property twice|element Odd/);
        assert.ok(
          lost === 0 ? kept === all : kept <= all,
          `${kept} of ${all}, ${lost} types were not taken over`,
        );
      }),
      { numRuns: 300 },
    );
  });

  test('means the same however it is written: as usual, with other white space, and to an XML parser', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const document = schemaOf(parts.join(''));
        const usual = compile(document);
        // What begins with a processing instruction is read by the parser from there on; nothing of it is usual then.
        assert.deepEqual(compile(document.replace('<edmx:Edmx', '<?any?><edmx:Edmx')), usual);
        assert.deepEqual(compile(document.replaceAll(/ (?=\w+=")/g, '  ')), usual);
        assert.deepEqual(compile(document, 23), usual);
      }),
      { numRuns: Number(process.env.RUNS ?? 300) },
    );
  });
});

/** Parts of a schema as they usually are, now and then with something unusual in them, on several lines. */
const part = (() => {
  const name = fc.constantFrom('a', 'b', 'c', 'd1', 'ü', '1', '');
  const type = fc.constantFrom(
    'Edm.String',
    's.a',
    'Collection(s.b)',
    's.gone',
    'Edm.Int32 ',
    'x&amp;y',
    '>',
  );
  const facets = fc.constantFrom(
    ...['', '', ' Nullable="false"', ' Nullable="true"', ' Nullable="maybe"', ' MaxLength="5"'],
    ...[' Unicode="false"', ' ContainsTarget="true"', ' Nullable="false" Unicode="true"', ' Odd="x"'],
  );
  const term = fc.constantFrom(
    'Org.OData.Core.V1.Description',
    'Org.OData.Core.V1.Computed',
    'Core.Description',
    'x.y',
    '',
  );
  const annotation = fc
    .tuple(term, fc.constantFrom('', ' String="words"', ' String="two&#xA;lines"', ' Bool="false"'))
    .map(([of, value]) => `\n<Annotation Term="${of}"${value} />`);
  const inside = fc.oneof({ weight: 4, arbitrary: fc.constant('') }, annotation);
  const element = (tag: string, attributes: string, content: string) =>
    content === '' ? `\n<${tag}${attributes} />` : `\n<${tag}${attributes}>${content}</${tag}>`;
  const property = fc
    .tuple(fc.constantFrom('Property', 'NavigationProperty', 'Parameter'), name, type, facets, inside)
    .map(([tag, of, as, more, content]) => element(tag, ` Name="${of}" Type="${as}"${more}`, content));
  const member = fc
    .tuple(name, fc.constantFrom('', ' Value="1"', ' Value="-2"', ' Value="x"', ' Value="1" Odd=""'), inside)
    .map(([of, value, content]) => element('Member', ` Name="${of}"${value}`, content));
  const result = fc
    .tuple(type, facets, inside)
    .map(([as, more, content]) => element('ReturnType', ` Type="${as}"${more}`, content));
  const child = fc.oneof(property, member, result, annotation);
  const target = fc.constantFrom('s.a', 's.a/b', 's.b/c', 's.c/a', 's.gone', 's.a/b/c', '');
  return fc.oneof(
    fc
      .tuple(
        fc.constantFrom('EntityType', 'ComplexType', 'EnumType', 'Action', 'Function', 'Strange'),
        name,
        fc.constantFrom('', ' BaseType="s.b"', ' IsBound="true"', ' OpenType="true"'),
        fc.array(child, { maxLength: 6 }),
      )
      .map(([tag, of, more, children]) => element(tag, ` Name="${of}"${more}`, children.join(''))),
    fc
      .tuple(target, fc.array(annotation, { maxLength: 2 }))
      .map(([of, children]) => element('Annotations', ` Target="${of}"`, children.join('\n'))),
  );
})();
