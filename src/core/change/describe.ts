import type { GraphSchema, ResourceSchema } from '../catalog/schema.ts';
import { typeText } from '../catalog/typeText.ts';
import { bareTypeName } from '../catalog/walk.ts';
import type { JsonObject } from '../send/outcome.ts';
import { isSecretName } from '../send/secrets.ts';
import { canonicalPatch } from './canonical.ts';
import { isAnnotation, isObject, ownValue } from './json.ts';
import type { ObjectRow, RowValue } from './rows.ts';
import { coversValue } from './sent.ts';
import { type Declared, declaredProperty, itemSchema, rootType, type ValueType, valueType } from './types.ts';

/** Rows of one level; a summary stands for the rest. */
const ROWS_PER_LEVEL = 500;
/** Rows of a whole table, so that wide and deep objects together stay small. */
const ROWS_IN_ALL = 5_000;
/** Levels of nesting that a table shows. */
const DEEPEST = 12;
/** Characters of a value's text; its JSON is whole. */
const TEXT_LENGTH = 2_000;

const TYPE = '@odata.type';
const MASK = '••••••••';

/** What stays the same during one description. */
interface Describer {
  readonly root: ResourceSchema | undefined;
  rowsLeft: number;
}

/** An object of the table, and where it stands. */
interface Place {
  readonly path: string;
  readonly depth: number;
  readonly type: ValueType | undefined;
  /** What the request's body has in this place, in canonical form. */
  readonly sent: JsonObject | undefined;
  /** The type of what was sent: the value may have come back as another one. */
  readonly sentType: ValueType | undefined;
}

/**
 * The rows of a returned object's property table: properties in the order of the object, then those that were
 * sent and are not in it, then annotations.
 *
 * A row is marked where the request sent it: `sent` if the object has the same value, `normalised` if it has
 * another form or value, `not-stored` if it has none. Secret and write-only values are masked. The result is
 * bounded: what does not fit is counted in a row called `…`.
 *
 * @param schema of the object; without it there are no types, descriptions or masks
 * @param sent body of the request that returned the object
 */
export function describeObject(
  schema: ResourceSchema | undefined,
  object: JsonObject,
  sent?: JsonObject,
): readonly ObjectRow[] {
  const describer: Describer = { root: schema, rowsLeft: ROWS_IN_ALL };
  const type = schema === undefined ? undefined : rootType(schema);
  return objectRows(describer, object, {
    path: '$',
    depth: 0,
    type,
    sentType: type,
    sent: sent === undefined || schema === undefined ? sent : canonicalPatch(schema, sent, object),
  });
}

function objectRows(describer: Describer, object: JsonObject, place: Place): readonly ObjectRow[] {
  const names = Object.keys(object);
  const sentNames = Object.keys(place.sent ?? {});
  const missing = sentNames.filter((name) => !isAnnotation(name) && !Object.hasOwn(object, name));
  const ordered = [...names.filter((name) => !isAnnotation(name)), ...missing, ...names.filter(isAnnotation)];
  return boundedRows(describer, place.path, ordered.length, 'properties', (index) => {
    const name = ordered[index] ?? '';
    return Object.hasOwn(object, name)
      ? propertyRow(describer, object, name, place)
      : missingRow(describer, name, place);
  });
}

function boundedRows(
  describer: Describer,
  path: string,
  count: number,
  what: string,
  rowAt: (index: number) => ObjectRow,
): readonly ObjectRow[] {
  const rows: ObjectRow[] = [];
  while (rows.length < count && rows.length < ROWS_PER_LEVEL && describer.rowsLeft > 0) {
    describer.rowsLeft -= 1;
    rows.push(rowAt(rows.length));
  }
  const more = count - rows.length;
  if (more > 0) {
    const text = `${more.toLocaleString('en-US')} more ${what}: see the raw JSON.`;
    rows.push({ name: '…', path, value: { kind: 'text', text, json: '' } });
  }
  return rows;
}

function propertyRow(describer: Describer, object: JsonObject, name: string, place: Place): ObjectRow {
  const declared = isAnnotation(name) ? undefined : declaredProperty(place.type, name);
  const value = object[name];
  const path = place.path + pathStep(name);
  const base = rowBase(declared, name, path, value, ownValue(object, name + TYPE));
  const isSent = !isAnnotation(name) && place.sent !== undefined && Object.hasOwn(place.sent, name);
  const sent = isSent ? place.sent?.[name] : undefined;
  if (isSecret(declared?.schema, name)) {
    return { ...base, value: masked(value), secret: true, ...(isSent ? { change: 'sent' } : {}) };
  }
  const shown = shownValue(describer, declared?.schema, value, { path, depth: place.depth + 1, sent });
  return isSent ? { ...base, value: shown, change: changeOf(value, sent, shown) } : { ...base, value: shown };
}

/** A property that was sent and is not in the returned object. */
function missingRow(describer: Describer, name: string, place: Place): ObjectRow {
  const declared = declaredProperty(place.sentType, name);
  const sent = place.sent?.[name];
  const path = place.path + pathStep(name);
  const base = rowBase(declared, name, path, sent, ownValue(place.sent ?? {}, name + TYPE));
  if (sent === null) return { ...base, value: { kind: 'null' }, change: 'sent' };
  if (isSecret(declared?.schema, name)) {
    return { ...base, value: note('Write-only: it is never returned.'), secret: true, change: 'sent' };
  }
  if (declared?.schema['x-graph']?.onlyOnSelect === true) {
    return { ...base, value: note('Returned only where $select asks for it.'), change: 'sent' };
  }
  const value = shownValue(describer, declared?.schema, sent, {
    path,
    depth: place.depth + 1,
    sent: undefined,
  });
  return { ...base, value, change: 'not-stored' };
}

function rowBase(
  declared: Declared | undefined,
  name: string,
  path: string,
  value: unknown,
  dynamicType: unknown,
): Omit<ObjectRow, 'value'> {
  const type = typeOf(declared?.schema, value, dynamicType);
  const description = declared?.schema.description;
  return {
    name,
    path,
    ...(type === undefined ? {} : { type }),
    ...(description === undefined ? {} : { description }),
    ...(declared?.schema.readOnly === true ? { readOnly: true } : {}),
  };
}

/** The value's own type where it names one, else the declared one. */
function typeOf(schema: GraphSchema | undefined, value: unknown, dynamicType: unknown): string | undefined {
  const own = isObject(value) ? ownValue(value, TYPE) : undefined;
  const name = bareTypeName(own) ?? schema?.['x-graph']?.type ?? bareTypeName(dynamicType);
  return name === undefined ? undefined : typeText(name);
}

function shownValue(
  describer: Describer,
  schema: GraphSchema | undefined,
  value: unknown,
  { path, depth, sent }: { readonly path: string; readonly depth: number; readonly sent: unknown },
): RowValue {
  if (value === null || value === undefined) return { kind: 'null' };
  if (typeof value !== 'object') return textOf(value);
  if (depth > DEEPEST) return note('Nested deeper than this table goes: see the raw JSON.');
  const { root } = describer;
  if (Array.isArray(value)) {
    const item = root === undefined ? undefined : itemSchema(root, schema);
    const rows = boundedRows(describer, path, value.length, 'items', (index) => {
      const at = `${path}[${index}]`;
      const shown = shownValue(describer, item, value[index], {
        path: at,
        depth: depth + 1,
        sent: undefined,
      });
      return { ...rowBase(undefined, `[${index}]`, at, value[index], item?.['x-graph']?.type), value: shown };
    });
    return { kind: 'collection', count: value.length, rows };
  }
  const object = value as JsonObject;
  const sentObject = isObject(sent) ? sent : undefined;
  const type = root === undefined ? undefined : valueType(root, schema, ownValue(object, TYPE));
  const sentName = sentObject === undefined ? undefined : ownValue(sentObject, TYPE);
  const sentType = root === undefined || sentName === undefined ? type : valueType(root, schema, sentName);
  return {
    kind: 'object',
    rows: objectRows(describer, object, { path, depth, type, sent: sentObject, sentType }),
  };
}

function changeOf(value: unknown, sent: unknown, shown: RowValue): 'sent' | 'normalised' {
  if (isObject(value) && isObject(sent) && shown.kind === 'object') {
    const [own, wanted] = [ownValue(value, TYPE), ownValue(sent, TYPE)];
    const sameType = own === undefined || wanted === undefined || bareTypeName(own) === bareTypeName(wanted);
    if (!sameType) return 'normalised';
    return shown.rows.every(({ change }) => change === undefined || change === 'sent')
      ? 'sent'
      : 'normalised';
  }
  return coversValue(value, sent) ? 'sent' : 'normalised';
}

/** What is not declared is judged by its name. */
function isSecret(schema: GraphSchema | undefined, name: string): boolean {
  if (schema === undefined) return isSecretName(name);
  return schema.writeOnly === true || schema['x-graph']?.secret === true;
}

function masked(value: unknown): RowValue {
  return value === null ? { kind: 'null' } : { kind: 'text', text: MASK, json: JSON.stringify(MASK) };
}

function note(text: string): RowValue {
  return { kind: 'text', text, json: '' };
}

function textOf(value: unknown): RowValue {
  const json = JSON.stringify(value);
  const text = typeof value === 'string' ? value : json;
  return { kind: 'text', json, text: text.length > TEXT_LENGTH ? `${text.slice(0, TEXT_LENGTH)}…` : text };
}

function pathStep(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
