import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type XmlElement, XmlError, XmlTree, type XmlVisitor } from '../../../src/core/csdl/xml.ts';
import { PlainXmlScanner } from '../../../src/core/csdl/xmlPlain.ts';
import { XmlReader } from '../../../src/core/csdl/xmlReader.ts';
import { StrictXmlReader } from '../../../src/core/csdl/xmlStrict.ts';

const fleet = readFileSync(new URL('../catalog/metadata/fleet.csdl', import.meta.url), 'utf8');

/** What two readers must see alike: elements, and where and why it ends. */
type Seen = readonly unknown[];

interface Reader {
  write(chunk: string): void;
  end(): void;
}

function seenBy(make: (visitor: XmlVisitor) => Reader, document: string, piece: number): Seen {
  const seen: unknown[] = [];
  const reader = make({
    enter: (element, depth) => void seen.push(['enter', depth, plain(element)]),
    leave: (depth) => void seen.push(['leave', depth]),
    element: (element) => void seen.push(plain(element)),
  });
  try {
    for (let at = 0; at < document.length; at += piece) {
      reader.write(document.slice(at, at + piece));
    }
    reader.end();
  } catch (error) {
    assert.ok(error instanceof XmlError, String(error));
    const { message, line, column } = error;
    // Of words outside of the root saxes says where they end, or the piece does that they are in.
    const anywhere = message.startsWith('text data outside');
    seen.push(anywhere ? message : [message, line, column]);
  }
  return seen;
}

function isAscii(text: string): boolean {
  return new TextEncoder().encode(text).length === text.length;
}

function plain(element: XmlElement): unknown {
  const { name, line, text, children } = element;
  const attributes: string[] = [];
  for (let index = 0; element.attributeName(index) !== undefined; index++) {
    attributes.push(element.attributeName(index) ?? '', element.attributeValue(index));
  }
  return { name, attributes, line, text, children: children.map(plain) };
}

const DEPTH = 2;
const bySaxes = (document: string, piece = document.length || 1) =>
  seenBy((visitor) => new StrictXmlReader(new XmlTree(visitor, DEPTH)), document, piece);
const byUs = (document: string, piece = document.length || 1) =>
  seenBy((visitor) => new XmlReader(visitor, DEPTH), document, piece);

function alike(document: string, piece?: number): void {
  const whole = bySaxes(document);
  // What saxes itself sees otherwise in pieces, as where half a letter ends one, nobody can be held to.
  if (piece !== undefined && !isDeepStrictEqual(bySaxes(document, piece), whole)) return;
  assert.deepEqual(byUs(document, piece), whole, JSON.stringify(document.slice(0, 2_000)));
}

/** Everything that XML has, and what is wrong in every way, around a document of a few lines. */
const SAMPLE = `<?xml version="1.0" encoding="utf-8"?>
<!-- of the
sample -->
<e:a xmlns:e="urn:x" v='1'>
  <b Name="one" Type="Collection(x.y)" Text="&lt;&quot;&amp;&#xA;é😀">
\t<c d="e" f="g" /><c/>
    <s>some words, é😀
    of two lines</s>
  </b>
  <!-- between -->
  <b Name="two"><c>x<d/>y</c></b>
</e:a>
`;
const ODD_PIECES = [
  ...['<', '>', '/', '"', "'", '=', '&', ';', ' ', '\n', '\t', '\r', '\r\n', '-', '--', '!', '?', ']', ']]>'],
  ...['\0', '\u0001', '\u007f', '\u0085', '\ufffe', '\ufeff', '\u2028', '\ud800', '\udc00', '😀', 'é', '·'],
  ...[
    '<!--',
    '-->',
    '<!---->',
    '<!-->',
    '<!--->',
    '<![CDATA[<]]>',
    '<![CDATA[',
    '<?p i?>',
    '<?xml version="1.0"?>',
  ],
  ...[
    '<!DOCTYPE a>',
    '<!DOCTYPE a [<!ENTITY x "y">]>',
    '&amp;',
    '&x;',
    '&#65;',
    '&#x0;',
    '&#xD;',
    '&amp',
    '&;',
  ],
  ...[
    '<b>',
    '</b>',
    '</b >',
    '<b/>',
    '<b / >',
    '</e:a>',
    '<é/>',
    '<a.b-c:d _e="1"/>',
    '<1/>',
    ' Name="x"',
    ' x',
  ],
  ...[' x=y', " x='<'", ' x = "1"', ' x="1"y="2"', ' x="\n"', ' x="\r\n"', ' x=">"', ' x="\'"', '<a>]]</a>'],
];

suite('a document is read as saxes reads it', () => {
  test('with each odd piece at each place', () => {
    for (const piece of ODD_PIECES) {
      for (let at = 0; at <= SAMPLE.length; at++) alike(SAMPLE.slice(0, at) + piece + SAMPLE.slice(at));
    }
  });

  test('with each odd piece of ASCII at each place of ASCII', () => {
    const sample = SAMPLE.replaceAll(/[^\0-\x7f]+/g, 'e');
    for (const piece of ODD_PIECES.filter(isAscii)) {
      for (let at = 0; at <= sample.length; at += 3) alike(sample.slice(0, at) + piece + sample.slice(at));
    }
  });

  test('cut off at each place', () => {
    for (let at = 0; at <= SAMPLE.length; at++) alike(SAMPLE.slice(0, at));
  });

  test('without any of its letters', () => {
    for (let at = 0; at < SAMPLE.length; at++) alike(SAMPLE.slice(0, at) + SAMPLE.slice(at + 1));
  });

  test('damaged in several places, in pieces of any size', () => {
    const change = fc.record({
      at: fc.nat(SAMPLE.length),
      remove: fc.nat(6),
      insert: fc.oneof(fc.constantFrom('', ...ODD_PIECES), fc.string({ maxLength: 4, unit: 'binary' })),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), fc.integer({ min: 1, max: 400 }), (changes, piece) => {
        let document = SAMPLE;
        for (const { at, remove, insert } of changes) {
          document = document.slice(0, at) + insert + document.slice(at + remove);
        }
        alike(document, piece);
      }),
      { numRuns: 3_000 },
    );
  });

  test('with line breaks of Windows', () => {
    const windows = fleet.replaceAll('\n', '\r\n');
    for (const piece of [1, 100, 5_000, windows.length]) alike(windows, piece);
    alike(windows.replace('<Schema', '<Schema\r\n  a="b"\r\n '), 100);
    alike(windows.replace('</Schema>', '</Shema>'));
  });

  test('with more than it waits for: attributes, texts, comments, names', () => {
    const many = 'x'.repeat(100_000);
    for (const [before, behind] of [
      ['<a b="', '"/>'],
      ['<a>', '</a>'],
      ['<!--', '--><a/>'],
      ['<', '/>'],
      ['<a b="', '"><c'],
    ]) {
      alike(`${before}${many}${behind}`, 1_000);
      alike(`${before}${many}${behind}`);
    }
    const attributes = Array.from({ length: 100 }, (_, index) => `a${index}="b"`).join(' ');
    alike(`<a ${attributes}/>`);
    alike(`<a ${attributes} a50="b"/>`);
  });
});

test('what is plain is not left to saxes', () => {
  const end = fleet.lastIndexOf('>') + 1;
  for (const text of [fleet, fleet.replaceAll('\n', '\r\n')]) {
    const nothing = () => {};
    const scanner = new PlainXmlScanner({ open: nothing, empty: nothing, text: nothing, close: nothing });
    const last = text.lastIndexOf('>') + 1;
    assert.deepEqual(scanner.scan(text, text.indexOf('?>') + 2), { end: last, other: false });
    assert.equal(scanner.closed, true);
    assert.equal(scanner.line, fleet.slice(0, end).split('\n').length);
  }
});
