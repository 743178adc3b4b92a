import type { NavigationRecord, RootRecord, UpdateRecord } from '../../csdl/model.ts';
import { isCollection, itemType } from '../../csdl/names.ts';
import type { PathSegment } from '../path.ts';
import { called } from './calls.ts';
import { ITEMS, itemByPath } from './itemPath.ts';
import { keyPlaceholder } from './links.ts';
import { type FullType, type MetadataModel, memberOf } from './model.ts';
import { type Place, START, withTemplate } from './place.ts';

/** How far a path leads. */
export interface Walk {
  /** The places that the whole path may mean, most likely first; empty where it leads nowhere. */
  readonly ends: readonly Place[];
  /** How many segments fit. */
  readonly fitting: number;
  /** Where the last segment that fits led to. */
  readonly last: readonly Place[];
}

/** At most so many meanings of one path are followed: metadata can make each segment mean several things. */
const MOST_PLACES = 8;

/** Follows a path (OData 4.01 URL Conventions, section 4), all its meanings at once; never enumerates paths. */
export function walkPath(model: MetadataModel, segments: readonly PathSegment[]): Walk {
  let places: readonly Place[] = [START];
  let opened = false;
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index];
    if (!segment) break;
    const addressed = opened ? itemByPath(places, segments, index) : undefined;
    if (addressed) {
      places = addressed.places;
      index = addressed.last;
      opened = false;
      continue;
    }
    const next = places.flatMap((place) => follow(model, place, segment)).slice(0, MOST_PLACES);
    if (next.length === 0) return { ends: [], fitting: index, last: places };
    places = next;
    opened = segment.text.endsWith(':');
  }
  return { ends: places, fitting: segments.length, last: places };
}

function follow(model: MetadataModel, place: Place, segment: PathSegment): readonly Place[] {
  if (segment.text === '') return [];
  switch (place.kind) {
    case 'start':
      return fromStart(model, segment);
    case 'objects':
      return place.collection ? fromCollection(model, place, segment) : fromObject(model, place, segment);
    case 'values':
      return fromValue(model, place, segment);
    default:
      return [];
  }
}

function fromStart(model: MetadataModel, { text, call }: PathSegment): readonly Place[] {
  const root = model.root(text) ?? (call && model.root(call.name));
  if (!root)
    return model.unbound().flatMap((each) => called(model, START, each, { text, ...(call ? { call } : {}) }));
  const place = rootPlace(model, root);
  if (root.name.toLowerCase() === text.toLowerCase()) return [place];
  return place.collection && call ? keyed(model, place, call.keys, true) : [];
}

/** Where an entity set or a singleton leads. */
export function rootPlace(model: MetadataModel, root: RootRecord): Place {
  const { kind, name, type, update } = root;
  return {
    ...START,
    kind: 'objects',
    type,
    collection: kind === 'entitySet',
    template: [name],
    restrictions: restrictionsOf(model, type, update),
    name,
    way: [{ kind: 'root', root }],
  };
}

function fromCollection(model: MetadataModel, place: Place, segment: PathSegment): readonly Place[] {
  const { text } = segment;
  const fixed = systemSegment(place, text);
  if (fixed) return [fixed];
  const type = place.type ?? '';
  const cast = model.cast(type, castName(segment));
  const operations = model.operations(type, true).flatMap((each) => called(model, place, each, segment));
  const found = [
    ...(cast === undefined ? [] : castPlaces(model, place, cast, segment)),
    ...operations,
    // A name that an operation has may be a key all the same, but hardly is one.
    ...(cast === undefined && operations.length === 0 ? keyed(model, place, [{ value: text }], false) : []),
  ];
  return found;
}

function fromObject(model: MetadataModel, place: Place, segment: PathSegment): readonly Place[] {
  const { text, call } = segment;
  const fixed = systemSegment(place, text);
  if (fixed) return [fixed];
  const type = model.full(place.type ?? '');
  if (!type) return [];
  if (text.toLowerCase() === '$value') return type.stream ? [leaf(place, 'stream', '$value')] : [];
  const name = text.endsWith(':') ? text.slice(0, -1) : text;
  const members = [
    ...navigated(model, place, type, { text: name, ...(call ? { call } : {}) }),
    ...propertyPlaces(place, type, name),
  ];
  const cast = model.cast(place.type ?? '', text);
  return [
    ...members,
    ...(cast === undefined ? [] : [castTo(model, place, cast)]),
    ...model.operations(place.type ?? '', false).flatMap((each) => called(model, place, each, segment)),
  ];
}

function fromValue(model: MetadataModel, place: Place, segment: PathSegment): readonly Place[] {
  const { text } = segment;
  const name = text.toLowerCase();
  if (name === '$count' && place.collection) return [leaf(place, 'count', '$count')];
  if (name === '$value' && !place.collection) return [leaf(place, 'stream', '$value')];
  const type = place.collection ? undefined : model.full(place.type ?? '');
  if (!type) return [];
  const cast = model.cast(place.type ?? '', text);
  return [
    ...propertyPlaces(place, type, text),
    ...navigated(model, place, type, segment),
    ...(cast === undefined ? [] : [castTo(model, place, cast)]),
  ];
}

/** `$ref` and `$count` behind entities. */
function systemSegment(place: Place, text: string): Place | undefined {
  const name = text.toLowerCase();
  if (name === '$ref') return leaf(place, 'reference', '$ref');
  return name === '$count' && place.collection ? leaf(place, 'count', '$count') : undefined;
}

function leaf(place: Place, kind: Place['kind'], text: string): Place {
  return {
    ...withTemplate(place, text),
    ...{ kind, collection: false, name: text },
    way: [...place.way, { kind: 'operation' }],
  };
}

/** One object of a collection, whatever its key; one object as it is. */
export function oneOf(place: Place): Place {
  if (!place.collection) return place;
  return {
    ...place,
    collection: false,
    template: [...place.template, `{${keyPlaceholder(place.type ?? '')}}`],
  };
}

/** One object of a collection. Alternate keys are named; keys of several parts too. */
function keyed(
  model: MetadataModel,
  place: Place,
  given: readonly { readonly name?: string; readonly value: string }[],
  inCall: boolean,
): readonly Place[] {
  const type = model.full(place.type ?? '');
  const names = type?.key ?? [];
  const fitting = given.every(({ name }) => name === undefined || isKeyName(type, name));
  if (!fitting && inCall) return [];
  const placeholder = keyPlaceholder(place.type ?? '');
  const keys = given.map(({ name, value }, index) => ({
    name: name ?? (names.length > 1 ? (names[index] ?? placeholder) : placeholder),
    value: ITEMS.has(place.type ?? '') ? value.replace(/:$/, '') : value,
  }));
  return [
    {
      ...withTemplate(place, `{${placeholder}}`),
      collection: false,
      keys: [...place.keys, ...keys],
      way: [...place.way, { kind: 'key', keys: given }],
    },
  ];
}

function isKeyName(type: FullType | undefined, name: string): boolean {
  const wanted = name.toLowerCase();
  const keys = [...(type?.key ?? []), ...(type?.alternateKeys.flat() ?? []), 'id'];
  // Which alternate keys a set has is not always declared: any property of a closed or open type may be one.
  return (
    keys.some((key) => key.toLowerCase() === wanted) ||
    (type ? memberOf(type.properties, name) !== undefined : true)
  );
}

function navigated(
  model: MetadataModel,
  place: Place,
  type: FullType,
  segment: PathSegment,
): readonly Place[] {
  const { text, call } = segment;
  const member = memberOf(type.navigation, text) ?? (call && memberOf(type.navigation, call.name));
  if (!member) return [];
  const { record } = member;
  const next = navigatedTo(model, place, record, isCollection(record.type));
  if (record.name.toLowerCase() === text.toLowerCase()) return [next];
  return next.collection && call ? keyed(model, next, call.keys, true) : [];
}

/** Where a navigation property leads. */
export function navigatedTo(
  model: MetadataModel,
  place: Place,
  record: NavigationRecord,
  collection: boolean,
): Place {
  const { name, type, update, contained } = record;
  const target = itemType(type);
  const { owner: _, ...here } = withTemplate(place, name);
  return {
    ...here,
    kind: 'objects',
    type: target,
    collection,
    restrictions: restrictionsOf(model, target, update),
    linked: contained !== true,
    name,
    way: [...place.way, { kind: 'navigation', from: place.type ?? '', record }],
  };
}

function propertyPlaces(place: Place, type: FullType, name: string): readonly Place[] {
  const member = memberOf(type.properties, name);
  if (!member) return [];
  const { record } = member;
  const stream = record.type === 'Edm.Stream';
  return [
    {
      ...withTemplate(place, record.name),
      kind: stream ? 'stream' : 'values',
      type: itemType(record.type),
      collection: isCollection(record.type),
      name: record.name,
      owner: place.owner ?? place,
      way: [...place.way, { kind: 'property', record }],
    },
  ];
}

/** `microsoft.graph.user` of `microsoft.graph.user` and of `microsoft.graph.user('…')`. */
function castName({ text, call }: PathSegment): string {
  return call?.name.includes('.') ? call.name : text;
}

function castPlaces(
  model: MetadataModel,
  place: Place,
  type: string,
  { text, call }: PathSegment,
): readonly Place[] {
  const cast = castTo(model, place, type);
  return call && text !== call.name ? keyed(model, cast, call.keys, true) : [cast];
}

function castTo(model: MetadataModel, place: Place, type: string): Place {
  return {
    ...withTemplate(place, type),
    type,
    restrictions: [...place.restrictions, ...restrictionsOf(model, type, undefined)],
    way: [...place.way, { kind: 'cast', type }],
  };
}

/** What restricts an update of an object of that type: of its base types, itself, and the place it was reached by. */
function restrictionsOf(
  model: MetadataModel,
  type: string,
  place: UpdateRecord | undefined,
): readonly UpdateRecord[] {
  const full = model.full(type);
  const names = full ? [...full.bases.toReversed(), type] : [];
  const updates = names.flatMap((name) => model.full(name)?.record.update ?? []);
  return place ? [...updates, place] : updates;
}
