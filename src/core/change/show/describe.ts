import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { TYPE_ANNOTATION } from '../../catalog/wellKnownNames.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { canonicalPatch } from '../canonical.ts';
import { type SinceBefore, sinceAt } from '../compare/since.ts';
import { exactJson, numberAt } from '../exact.ts';
import { isAnnotation, isObject, ownValue } from '../json.ts';
import { isSecretProperty } from '../traits.ts';
import { declaredProperty, itemSchema, rootType, valueType } from '../types.ts';
import { countOf, type Held, type HeldItems, type HeldObject, namesOf, ROWS_INSIDE } from './held.ts';
import {
  changeOf,
  masked,
  meaningOf,
  memberPath,
  note,
  numberOf,
  rowBase,
  sizeOf,
  textOf,
} from './rowParts.ts';
import type { ObjectRow, RowPage, RowValue } from './rows.ts';

/** Rows of the object's own that come at once, and of any value that is asked for. */
const ROWS_AT_ONCE = 500;
/** Rows of a page, nested ones included. */
const ROWS_IN_ALL = 1_500;
/** UTF-16 units of the texts of a page, about: a row more may be in it. */
const TEXT_IN_ALL = 512 * 1024;
/** Levels of nested values of a page. */
const LEVELS = 30;
/** Levels of nested values that are described at once, because they were sent. */
const SENT_LEVELS = 12;

/** Rows of a value that are still being made. */
interface Draft {
  rows: ObjectRow[];
  more?: number;
}

/** What one page has room for, and the values that wait for room in it. */
interface Room {
  /** The last level that has rows. */
  readonly deepest: number;
  rows: number;
  text: number;
  readonly waiting: { readonly held: Held; readonly draft: Draft }[];
}

/** What an object is described with. */
export interface DescribedWith {
  /** Without it there are no types, descriptions or masks. */
  readonly schema?: ResourceSchema | undefined;
  /** Body of the request that returned the object. */
  readonly sent?: JsonObject | undefined;
  /** What is known of its values since before the request. */
  readonly since?: SinceBefore | undefined;
}

/**
 * The rows of a returned object's property table: properties in the order of the object, then those that were
 * sent and are not in it, then annotations. Of an object with very many properties, those that were sent come first.
 *
 * A row is marked where the request sent it: `sent` if the object has the same value, `normalised` if it has
 * another form or value, `not-stored` if it has none. Secret and write-only values are masked. Rows are made page by
 * page, each bounded in rows and text, so that neither takes long nor is a large message; numbers are written as
 * they came where the object was read with `readObject`.
 */
export class ObjectDescription {
  readonly #root: ResourceSchema | undefined;
  /** Objects, collections and cut texts that have a row, by its path. */
  readonly #held = new Map<string, Held | string>();
  readonly #since: SinceBefore | undefined;
  #unnamed = 0;
  /** The object's first rows. */
  readonly first: RowPage;

  /** @param object secrets in it are masked where the schema does not tell of them */
  constructor(object: JsonObject, { schema, sent, since }: DescribedWith = {}) {
    this.#root = schema;
    this.#since = since;
    const type = schema === undefined ? undefined : rootType(schema);
    const canonical =
      sent === undefined || schema === undefined ? sent : canonicalPatch(schema, sent, object);
    const held = { value: object, path: '$', depth: 0, type, sentType: type, sent: canonical };
    this.first = this.#page(this.#hold({ kind: 'object', ...held }), 0);
  }

  /**
   * More rows of a value.
   *
   * @param path of its row, `$` for the object itself
   * @param from how many of them are there already
   * @returns undefined where no row has that path, or the row no rows of its own
   */
  after(path: string, from: number): RowPage | undefined {
    const held = this.#held.get(path);
    return held === undefined || typeof held === 'string' ? undefined : this.#page(held, from);
  }

  /**
   * A value that its row has only a part of: a string's characters, anything else as JSON with numbers as they came.
   *
   * @returns undefined where no such row has that path, or it is nested too deep to be written
   */
  wholeText(path: string): string | undefined {
    const held = this.#held.get(path);
    if (held === undefined || typeof held === 'string') return held;
    try {
      return exactJson(held.value, undefined, 2);
    } catch {
      return undefined;
    }
  }

  #page(held: Held, from: number): RowPage {
    const deepest = held.depth + LEVELS;
    const room: Room = { deepest, rows: ROWS_IN_ALL, text: TEXT_IN_ALL, waiting: [] };
    const page: Draft = { rows: [] };
    this.#fill(page, held, room, { from, most: ROWS_AT_ONCE });
    for (let next = room.waiting.shift(); next && hasRoom(room); next = room.waiting.shift())
      this.#fill(next.draft, next.held, room);
    return page;
  }

  /** Puts as many rows of a value into its draft as there is room for. */
  #fill(draft: Draft, held: Held, room: Room, { from = 0, most = ROWS_INSIDE } = {}): void {
    const count = countOf(held);
    let at = from;
    while (at < count && at - from < most && hasRoom(room)) {
      room.rows -= 1;
      const row =
        held.kind === 'object'
          ? this.#memberRow(held, namesOf(held)[at] ?? '', room)
          : this.#itemRow(held, at, room);
      room.text -= sizeOf(row);
      draft.rows.push(row);
      at++;
    }
    if (at < count) draft.more = count - at;
    else delete draft.more;
  }

  #memberRow(held: HeldObject, name: string, room: Room): ObjectRow {
    return Object.hasOwn(held.value, name)
      ? this.#propertyRow(held, name, room)
      : this.#missingRow(held, name, room);
  }

  #propertyRow(held: HeldObject, name: string, room: Room): ObjectRow {
    const { value: object, sent, depth } = held;
    const declared = isAnnotation(name) ? undefined : declaredProperty(held.type, name);
    const value = object[name];
    const path = this.#pathOf(held.path, name);
    const known = sinceAt(this.#since, name, path, depth === 0);
    const base = {
      ...rowBase(declared, name, path, value, ownValue(object, name + TYPE_ANNOTATION)),
      ...known,
    };
    const isSent = !isAnnotation(name) && sent !== undefined && Object.hasOwn(sent, name);
    if (isSecretProperty(declared?.schema, name)) {
      return { ...base, value: masked(value), secret: true, ...(isSent ? { change: 'sent' } : {}) };
    }
    const wanted = isSent ? sent[name] : undefined;
    const written = numberAt(object, name);
    const shown =
      written === undefined
        ? this.#shown(value, declared?.schema, { path, depth: depth + 1, sent: wanted, room })
        : numberOf(written);
    return isSent
      ? { ...base, value: shown, change: changeOf(value, wanted, shown) }
      : { ...base, value: shown };
  }

  /** A property that was sent and is not in the returned object. */
  #missingRow(held: HeldObject, name: string, room: Room): ObjectRow {
    const { sent = {}, sentType, depth } = held;
    const declared = declaredProperty(sentType, name);
    const value = sent[name];
    const path = this.#pathOf(held.path, name);
    const known = sinceAt(this.#since, name, path, depth === 0);
    const base = {
      ...rowBase(declared, name, path, value, ownValue(sent, name + TYPE_ANNOTATION)),
      ...known,
    };
    if (value === null) return { ...base, value: { kind: 'null' }, change: 'sent' };
    if (isSecretProperty(declared?.schema, name)) {
      return { ...base, value: note('Write-only: it is never returned.'), secret: true, change: 'sent' };
    }
    if (declared?.schema['x-graph']?.onlyOnSelect === true) {
      return { ...base, value: note('Returned only where $select asks for it.'), change: 'sent' };
    }
    const shown = this.#shown(value, declared?.schema, { path, depth: depth + 1, sent: undefined, room });
    return { ...base, value: shown, change: 'not-stored' };
  }

  #itemRow({ value, item, path: around, depth }: HeldItems, index: number, room: Room): ObjectRow {
    const path = this.#pathOf(around, index);
    const written = numberAt(value, String(index));
    const own = value[index];
    // The cells of a small table are an item's own rows.
    const isCells = isObject(own);
    const shown =
      written === undefined
        ? this.#shown(own, item, { path, depth: depth + 1, sent: undefined, room, isCells })
        : numberOf(written);
    const base = rowBase(undefined, `[${index}]`, path, own, item?.['x-graph']?.type);
    return { ...base, ...meaningOf(item, own), value: shown };
  }

  #shown(
    value: unknown,
    schema: GraphSchema | undefined,
    place: {
      readonly path: string;
      readonly depth: number;
      readonly sent: unknown;
      readonly room: Room;
      readonly isCells?: boolean;
    },
  ): RowValue {
    const { path, depth, room } = place;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      const text = textOf(value);
      if (text.more !== undefined && typeof value === 'string') this.#held.set(path, value);
      return text;
    }
    if (Array.isArray(value)) {
      const item = this.#root === undefined ? undefined : itemSchema(this.#root, schema);
      const held = this.#hold({ kind: 'collection', value, path, depth, item });
      return this.#filled({ kind: 'collection' as const, count: value.length, rows: [] }, held, room, false);
    }
    if (!isObject(value)) return { kind: 'null' };
    const sent = isObject(place.sent) ? place.sent : undefined;
    const held = this.#hold({
      kind: 'object',
      value,
      path,
      depth,
      sent,
      ...this.#typesOf(value, schema, sent),
    });
    const atOnce = place.isCells === true || (sent !== undefined && depth < SENT_LEVELS);
    return this.#filled({ kind: 'object' as const, rows: [] }, held, room, atOnce);
  }

  #typesOf(
    value: JsonObject,
    schema: GraphSchema | undefined,
    sent: JsonObject | undefined,
  ): Pick<HeldObject, 'type' | 'sentType'> {
    const root = this.#root;
    if (root === undefined) return { type: undefined, sentType: undefined };
    const type = valueType(root, schema, ownValue(value, TYPE_ANNOTATION));
    const name = sent === undefined ? undefined : ownValue(sent, TYPE_ANNOTATION);
    return { type, sentType: name === undefined ? type : valueType(root, schema, name) };
  }

  /** A nested value with its rows: now, or when those around it have theirs. */
  #filled<Value extends Draft>(value: Value, held: Held, room: Room, atOnce: boolean): Value {
    const count = countOf(held);
    if (atOnce) this.#fill(value, held, room);
    else if (count > 0) {
      value.more = count;
      if (held.depth <= room.deepest) room.waiting.push({ held, draft: value });
    }
    return value;
  }

  #hold<Kind extends Held>(held: Kind): Kind {
    this.#held.set(held.path, held);
    return held;
  }

  /** A path that is too long is no path to be read, only to be asked for. */
  #pathOf(around: string, step: string | number): string {
    return memberPath(around, step) ?? `…${++this.#unnamed}`;
  }
}

function hasRoom({ rows, text }: Room): boolean {
  return rows > 0 && text > 0;
}
