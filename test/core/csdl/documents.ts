import { CsdlDocument } from '../../../src/core/csdl/document.ts';
import type { LeftOut, Metadata, StructuredRecord } from '../../../src/core/csdl/model.ts';
import { XmlError } from '../../../src/core/csdl/xml.ts';

/** A document of one schema, `sample` with the alias `s`, around the elements of a test. */
export function schemaOf(elements: string, attributes = 'Namespace="sample" Alias="s"'): string {
  return edmx(`<Schema ${attributes}>${elements}</Schema>`);
}

/** A document of several schemas. */
export function edmx(schemas: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>${schemas}</edmx:DataServices></edmx:Edmx>`;
}

/** Compiles a text, or bytes; in pieces of that many bytes, where that is given. */
export function compile(document: string | Uint8Array, piece?: number): Metadata {
  const bytes = typeof document === 'string' ? new TextEncoder().encode(document) : document;
  const compiler = new CsdlDocument();
  const step = piece ?? Math.max(bytes.length, 1);
  for (let at = 0; at < bytes.length; at += step) compiler.write(bytes.subarray(at, at + step));
  return compiler.end();
}

/** The compiled metadata, or why there is none. */
export function attempt(document: string | Uint8Array, piece?: number): Metadata | XmlError {
  try {
    return compile(document, piece);
  } catch (error) {
    if (error instanceof XmlError) return error;
    throw error;
  }
}

/** An entity type or complex type of the document. */
export function structured({ types }: Metadata, name: string): StructuredRecord {
  const type = types.get(name);
  if (type?.kind !== 'entity' && type?.kind !== 'complex') throw new Error(`${name} is no structured type.`);
  return type;
}

/** What is wrong with the document, without lines. */
export function faults({ leftOut }: Metadata): readonly string[] {
  return leftOut.filter(({ faulty }) => faulty).map(textOf);
}

/** What is right and has no use, without lines. */
export function unused({ leftOut }: Metadata): readonly string[] {
  return leftOut.filter(({ faulty }) => !faulty).map(textOf);
}

function textOf({ what, example, count }: LeftOut): string {
  return `${what} ${example}${count > 1 ? ` ×${count}` : ''}`;
}
