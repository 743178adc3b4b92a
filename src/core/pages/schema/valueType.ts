import { plainText } from '../markdown/inline.ts';

/** The primitive types by what pages call them, in lower case. */
const PRIMITIVES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    string: 'Edm.String',
    boolean: 'Edm.Boolean',
    bool: 'Edm.Boolean',
    byte: 'Edm.Byte',
    sbyte: 'Edm.SByte',
    int16: 'Edm.Int16',
    int32: 'Edm.Int32',
    int64: 'Edm.Int64',
    integer: 'Edm.Int32',
    int: 'Edm.Int32',
    long: 'Edm.Int64',
    single: 'Edm.Single',
    float: 'Edm.Single',
    double: 'Edm.Double',
    decimal: 'Edm.Decimal',
    datetimeoffset: 'Edm.DateTimeOffset',
    datetime: 'Edm.DateTimeOffset',
    date: 'Edm.Date',
    timeofday: 'Edm.TimeOfDay',
    duration: 'Edm.Duration',
    guid: 'Edm.Guid',
    uuid: 'Edm.Guid',
    binary: 'Edm.Binary',
    stream: 'Edm.Stream',
    number: 'Edm.Double',
    timestamp: 'Edm.DateTimeOffset',
    url: 'Edm.String',
    uri: 'Edm.String',
    json: 'Edm.Untyped',
    object: 'Edm.Untyped',
  }),
);

/**
 * The type that a cell names: `String`, `Boolean`, `[addIn](…) collection`, `Collection(String)`, an enumeration by
 * its name. Undefined where it names none.
 *
 * @param namespace of a type that is named without one
 * @returns `Edm.String`, `microsoft.graph.addIn`, `Collection(…)` of either
 */
export function readType(cell: string, namespace: string): string | undefined {
  const text = plainText(cell).replace(/\.$/, '');
  const [, inside] = /^Collection\s*\(([^()]+)\)/i.exec(text) ?? [];
  const [, before] = /^(?:an? )?(\S+) (?:collections?|arrays?|lists?)\b/i.exec(text) ?? [];
  const [, behind] = /^(?:an? )?(?:collection|array|list) of (\S+)/i.exec(text) ?? [];
  const [, indexed] = /^([\w.]+)\[\]/.exec(text) ?? [];
  const item = inside ?? behind ?? before ?? indexed;
  const one = typeName((item ?? text).trim(), namespace);
  return one === undefined || item === undefined ? one : `Collection(${one})`;
}

function typeName(text: string, namespace: string): string | undefined {
  const [word = ''] = text.split(/[\s(,;]/);
  const name = word.replace(/^#/, '').replace(/^Edm\./i, '');
  const primitive = PRIMITIVES.get(name.toLowerCase());
  if (primitive !== undefined && !/^\w+\.\w/.test(name)) return primitive;
  if (!/^[A-Za-z]\w*(?:\.\w+)*$/.test(name)) return undefined;
  if (/^TODO$|^None$|^N$/i.test(name)) return undefined;
  return name.includes('.') ? name : `${namespace}.${name}`;
}
