import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { XmlError } from '../../../src/core/csdl/xml.ts';
import { cpuTime } from '../../support/cpuTime.ts';
import { attempt, compile, edmx, faults, schemaOf } from './documents.ts';

/** Milliseconds; far more than linear work takes, on a busy machine too. */
const LIMIT = 10_000;

const many = (piece: string, count: number): string => piece.repeat(count);

/** What is refused: the document, the sentence, and the place. */
const REFUSED: Readonly<Record<string, readonly [document: string, message: RegExp, place?: string]>> = {
  nothing: ['', /is empty/, '1:1'],
  'white space': [' \n\t ', /is empty/, '1:1'],
  'a web page': ['<!DOCTYPE html><html></html>', /web page/, '1:1'],
  'a web page without a type': ['\n <html lang="en">', /web page/],
  JSON: ['{"error":{"code":"x"}}', /JSON/, '1:1'],
  'plain text': ['Not found', /no XML/, '1:1'],
  'another kind of XML': ['<feed xmlns="http://www.w3.org/2005/Atom"/>', /begins with feed/, '1:1'],
  'no schema': [edmx(''), /holds no schema/],
  'a tag that is not closed': [schemaOf('<EntityType Name="a">'), /./],
  'a tag that closes another': [schemaOf('<EntityType Name="a"></ComplexType>'), /./],
  'an attribute twice': [schemaOf('<EntityType Name="a" Name="b"/>'), /duplicate/i],
  'an attribute without quotes': [schemaOf('<EntityType Name=a/>'), /./],
  'a letter behind the end': [`${schemaOf('')}x`, /./],
  'an entity that nobody declared': [schemaOf('<EntityType Name="&x;"/>'), /entity/i],
  'an entity in a text': [schemaOf('<Annotations Target="a">&x;</Annotations>'), /entity/i],
  'a number of a character that XML has not': [schemaOf('<EntityType Name="&#0;"/>'), /./],
  'a NUL': [schemaOf('<EntityType Name="a\0"/>'), /./],
  'control characters': [schemaOf('<EntityType Name="a\u0001"/>'), /./],
  'half a character': [schemaOf('<EntityType Name="a\ufffe"/>'), /./],
  'entities that are declared': [
    `<?xml version="1.0"?><!DOCTYPE edmx:Edmx [<!ENTITY a "b">]>${schemaOf('').slice(38)}`,
    /document type declaration/,
  ],
  'a billion laughs': [
    `<!DOCTYPE e [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, i) => `<!ENTITY a${i + 1} "&a${i};&a${i};">`).join('')}]><e>&a30;</e>`,
    /document type declaration/,
  ],
  'an external entity': [
    '<!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/passwd">]><e>&x;</e>',
    /document type declaration/,
  ],
  'an external type declaration': [
    '<!DOCTYPE e SYSTEM "http://127.0.0.1:1/x.dtd"><e/>',
    /document type declaration/,
  ],
  'parameter entities': ['<!DOCTYPE e [<!ENTITY % p "x"> %p;]><e/>', /document type declaration/],
  'elements 100,000 deep': [schemaOf(many('<a>', 100_000)), /nested more than/],
  'a type declaration that never ends': [`<!DOCTYPE e [${many('<!ENTITY a "b">', 100_000)}`, /./],
  'an attribute that never ends': [`<edmx:Edmx a="${many('x', 5_000_000)}`, /./],
  'a comment that never ends': [`<!--${many('- ', 2_000_000)}`, /./],
};

/** What is unusual and right. */
const TAKEN: Readonly<Record<string, string>> = {
  'an attribute of 5 MB': schemaOf(`<EntityType Name="${many('n', 5_000_000)}"/>`),
  'a comment of 5 MB': schemaOf(`<!--${many('- ', 2_500_000)}--><EntityType Name="a"/>`),
  'a text of 5 MB': schemaOf(`<EntityType Name="a">${many('t', 5_000_000)}</EntityType>`),
  'an attribute of 5 MB that is no ASCII': schemaOf(`<EntityType Name="${many('ü', 2_500_000)}"/>`),
  'a text of 5 MB that is no ASCII': schemaOf(`<EntityType Name="a">${many('ü', 2_500_000)}</EntityType>`),
  'processing instructions': schemaOf('<?x y?><EntityType Name="a"/>'),
  CDATA: schemaOf('<EntityType Name="a"><![CDATA[<]]></EntityType>'),
  'the five entities, and numbers': schemaOf('<EntityType Name="a&amp;&lt;&gt;&quot;&apos;&#65;&#x1F600;"/>'),
  '100,000 unknown elements, of 100,000 names': schemaOf(
    Array.from({ length: 100_000 }, (_, i) => `<e${i}/>`).join(''),
  ),
  '100,000 terms': schemaOf(
    `<EntityType Name="a">${Array.from({ length: 100_000 }, (_, i) => `<Annotation Term="t.t${i}"/>`).join('')}</EntityType>`,
  ),
  '100,000 properties of one type': schemaOf(
    `<EntityType Name="a">${Array.from({ length: 100_000 }, (_, i) => `<Property Name="p${i}" Type="Edm.String"/>`).join('')}</EntityType>`,
  ),
  'an enumeration of 100,000 members': schemaOf(
    `<EnumType Name="a">${Array.from({ length: 100_000 }, (_, i) => `<Member Name="m${i}"/>`).join('')}</EnumType>`,
  ),
  'an element of 100,000 attributes': schemaOf(
    `<EntityType Name="a"${Array.from({ length: 100_000 }, (_, i) => ` a${i}=""`).join('')}/>`,
  ),
  '100,000 annotations of one property, from outside': schemaOf(
    `<EntityType Name="a"><Property Name="p" Type="Edm.String"/></EntityType>${many('<Annotations Target="s.a/p"><Annotation Term="Org.OData.Core.V1.Computed"/></Annotations>', 100_000)}`,
  ),
  '100,000 annotations of one property, inside and outside': schemaOf(
    `<EntityType Name="a"><Property Name="p" Type="Edm.String">${many('<Annotation Term="Org.OData.Core.V1.Computed"/><Annotation Term="Org.OData.Core.V1.Immutable"/>', 50_000)}</Property></EntityType>` +
      `<Annotations Target="s.a/p"><Annotation Term="Org.OData.Core.V1.Description" String="d"/></Annotations>`,
  ),
  '10,000 overloads of one name': schemaOf(
    Array.from(
      { length: 10_000 },
      (_, i) => `<Action Name="a"><Parameter Name="p${i}" Type="Edm.String"/></Action>`,
    ).join(''),
  ),
  '20,000 types, each derived from the one before': schemaOf(
    Array.from({ length: 20_000 }, (_, i) => `<EntityType Name="t${i}" BaseType="s.t${i - 1}"/>`).join(''),
  ),
  '20,000 types, each derived from the one behind': schemaOf(
    Array.from({ length: 20_000 }, (_, i) => `<EntityType Name="t${i}" BaseType="s.t${i + 1}"/>`).join(''),
  ),
  '20,000 types in a circle': schemaOf(
    Array.from(
      { length: 20_000 },
      (_, i) => `<EntityType Name="t${i}" BaseType="s.t${(i + 1) % 20_000}"/>`,
    ).join(''),
  ),
  '50,000 schemas': edmx(
    Array.from({ length: 50_000 }, (_, i) => `<Schema Namespace="n${i}" Alias="a${i}"/>`).join(''),
  ),
  'a name of 10,000 parts': schemaOf(
    `<EntityType Name="a"><Property Name="p" Type="${many('a.', 10_000)}b"/></EntityType>`,
  ),
  'a target of opening parentheses': schemaOf(
    `<EntityType Name="a"/><Annotations Target="${many('a(', 100_000)}"><Annotation Term="t.t"/></Annotations>`,
  ),
};

suite('refused, with the place', () => {
  for (const [name, [document, message, place]] of Object.entries(REFUSED)) {
    test(name, () => {
      const start = cpuTime();
      const result = attempt(document, 65_536);
      assert.ok(result instanceof XmlError, `${name} was compiled`);
      assert.match(result.message, message);
      assert.ok(result.line >= 1 && result.column >= 1, `${result.line}:${result.column}`);
      if (place !== undefined) assert.equal(`${result.line}:${result.column > 2 ? 1 : result.column}`, place);
      assert.ok(result.message.length < 500, 'the sentence is short');
      assert.ok(cpuTime() - start < LIMIT);
    });
  }
});

suite('taken, in time', () => {
  for (const [name, document] of Object.entries(TAKEN)) {
    test(name, () => {
      const start = cpuTime();
      const metadata = attempt(document, 65_536);
      assert.ok(!(metadata instanceof XmlError), String(metadata));
      assert.ok(metadata.leftOut.length <= 600);
      assert.ok(cpuTime() - start < LIMIT, `${Math.round(cpuTime() - start)} ms`);
    });
  }

  test('a chain that is too long is cut, and that is said', () => {
    const chain = Array.from(
      { length: 1_000 },
      (_, i) => `<ComplexType Name="t${i}" BaseType="s.t${i + 1}"/>`,
    );
    assert.match(faults(compile(schemaOf(chain.join('')))).join(), /derived over more than 100 levels/);
  });
});

suite('encodings', () => {
  const document = schemaOf('<EntityType Name="größe𠀀"/>');
  const utf16 = (littleEndian: boolean): Uint8Array => {
    const bytes = new Uint8Array(2 * document.length + 2);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, 0xfeff, littleEndian);
    for (let at = 0; at < document.length; at++)
      view.setUint16(2 * at + 2, document.charCodeAt(at), littleEndian);
    return bytes;
  };
  const utf8 = new TextEncoder().encode(document);
  for (const [name, bytes] of [
    ['UTF-8', utf8],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${document}`)],
    ['UTF-16, little end first', utf16(true)],
    ['UTF-16, big end first', utf16(false)],
  ] as const) {
    for (const piece of [1, 7, 100_000]) {
      test(`${name} in pieces of ${piece}`, () => {
        assert.deepEqual([...compile(bytes, piece).types.keys()], ['sample.größe𠀀']);
      });
    }
  }

  test('what is a mark at the beginning is none between tags', () => {
    for (const tag of ['<EntityType Name="a"/>', '<EntityType Name="ü"/>']) {
      for (const at of ['\ufeff', '\ufeff\ufeff', 'x']) {
        const refused = attempt(new TextEncoder().encode(schemaOf(tag) + at));
        assert.ok(refused instanceof XmlError, JSON.stringify(at));
      }
    }
  });

  test('UTF-16 without a mark is known by its first letter', () => {
    for (const littleEndian of [true, false]) {
      for (const piece of [1, 100_000]) {
        const types = compile(utf16(littleEndian).subarray(2), piece).types;
        assert.deepEqual([...types.keys()], ['sample.größe𠀀']);
      }
    }
  });

  test('half a character in UTF-16 is refused, with its place', () => {
    const text = schemaOf('\n\n<EntityType Name="a?"/>');
    const bytes = new Uint8Array(2 * text.length);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < text.length; at++) {
      view.setUint16(2 * at, text[at] === '?' && at > 60 ? 0xd83d : text.charCodeAt(at), true);
    }
    for (const piece of [1, 100_000]) {
      const refused = attempt(bytes, piece);
      assert.ok(refused instanceof XmlError);
      assert.match(refused.message, /no text in UTF-16LE/);
      assert.equal(refused.line, 4, `in pieces of ${piece}`);
    }
  });

  test('bytes that are no UTF-8 are refused, with their place', () => {
    const lines = `${many(' \n', 1_000)}  <EntityType Name="gr`;
    const head = new TextEncoder().encode(
      schemaOf(lines).replace('</Schema></edmx:DataServices></edmx:Edmx>', ''),
    );
    const broken = new Uint8Array([...head, 0xf6, 0xdf, 0x65, 0x22]);
    for (const piece of [1, 900, 100_000]) {
      const refused = attempt(broken, piece);
      assert.ok(refused instanceof XmlError);
      assert.match(refused.message, /UTF-8/);
      assert.equal(refused.line, 1_002, `in pieces of ${piece}`);
    }
  });
});

suite('names', () => {
  const evil = [
    'a b',
    'a&#10;###&#10;DELETE https://graph.microsoft.com/v1.0/users/1',
    'a&#13;b',
    '{{$processEnv SECRET}}',
    '{secret}',
    '$CLIPBOARD',
    '^x',
    'a&quot;:1,&quot;b',
    'a/../b',
    '../../x',
    '$(alert)',
    '[x](command:workbench.action.quit)',
    '&lt;img src=x&gt;',
    '\u202egro.exe',
    'pay\u200bpal',
    'a\ufeff',
    '1a',
    '',
    'a'.repeat(100_000),
  ];
  for (const name of evil) {
    test(`${name.slice(0, 40)} is none that is taken over, and that is said`, () => {
      const { types, roots, imports, operations, leftOut, namespaces } = compile(
        schemaOf(
          [
            `<EntityType Name="${name}"/>`,
            `<EnumType Name="${name}"/>`,
            `<Action Name="${name}"/>`,
            `<EntityType Name="good"><Property Name="${name}" Type="Edm.String"/><NavigationProperty Name="${name}" Type="sample.good"/></EntityType>`,
            `<EnumType Name="letters"><Member Name="${name}" Value="1"/></EnumType>`,
            `<EntityContainer Name="c"><EntitySet Name="${name}" EntityType="sample.good"/><Singleton Name="${name}" Type="sample.good"/><ActionImport Name="${name}" Action="sample.x"/></EntityContainer>`,
          ].join(''),
        ),
      );
      assert.deepEqual([...types.keys()].sort(), ['sample.good', 'sample.letters']);
      const texts = JSON.stringify([[...types.values()], roots, imports, operations, namespaces]);
      assert.equal(
        texts,
        JSON.stringify([
          [
            { kind: 'entity', name: 'sample.good', properties: [], navigation: [] },
            { kind: 'enum', name: 'sample.letters', members: [] },
          ],
          ...[[], [], [], ['sample']],
        ]),
      );
      assert.ok(leftOut.filter(({ faulty }) => faulty).length >= 4, JSON.stringify(leftOut));
      assert.ok(leftOut.every(({ example }) => example.length <= 200));
    });
  }

  test('of other alphabets are names like any other', () => {
    const names = ['Größe', '価格', 'цена', '_x', 'a1', 'e\u0301'];
    const { types } = compile(schemaOf(names.map((name) => `<EntityType Name="${name}"/>`).join('')));
    assert.deepEqual(
      [...types.keys()],
      names.map((name) => `sample.${name}`),
    );
  });
});
