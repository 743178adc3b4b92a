import type { NavigationRecord, PropertyRecord, RootRecord, UpdateRecord } from '../../csdl/model.ts';
import type { PathKeys } from '../path.ts';

/** Where a path has come to, segment by segment. */
export interface Place {
  readonly kind: PlaceKind;
  /** Full name of the type of one item; absent before the first segment, and where nothing is returned. */
  readonly type?: string;
  /** Whether there are several. */
  readonly collection: boolean;
  /** The path so far, names as the metadata writes them, keys as `{placeholders}`. */
  readonly template: readonly string[];
  /** What stands at each key, with the names that the template gives them. */
  readonly keys: readonly { readonly name: string; readonly value: string }[];
  /** What restricts an update there, outermost first: of the set, of navigation properties, of types. */
  readonly restrictions: readonly UpdateRecord[];
  /** Whether an object that lives elsewhere was reached through a link. */
  readonly linked: boolean;
  /** Name of the last property, operation or root. */
  readonly name: string;
  /** Of a value: the object whose property it is in. */
  readonly owner?: Place;
  /** The segments one by one. */
  readonly way: readonly PlaceStep[];
}

/** What one segment of a path is, as the metadata has it. */
export type PlaceStep =
  | { readonly kind: 'root'; readonly root: RootRecord }
  /** `from`: full name of the type that has it. */
  | { readonly kind: 'navigation'; readonly from: string; readonly record: NavigationRecord }
  /** As the path gives it: names may be absent, and are spelled as they were sent. */
  | { readonly kind: 'key'; readonly keys: PathKeys }
  /** What stands between the colons of a drive item's address. */
  | { readonly kind: 'itemPath'; readonly path: string }
  | { readonly kind: 'cast'; readonly type: string }
  | { readonly kind: 'property'; readonly record: PropertyRecord }
  /** A call, or a segment that begins with `$`. */
  | { readonly kind: 'operation' };

/**
 * `start`: before the first segment. `objects`: entities. `values`: complex or primitive values of a property.
 * `stream`: content without a type. `reference`: `$ref`. `count`: `$count`. `action` and `function`: nothing that
 * can be changed follows; a function that returns entities leads to `objects`.
 */
export type PlaceKind =
  | 'start'
  | 'objects'
  | 'values'
  | 'stream'
  | 'reference'
  | 'count'
  | 'action'
  | 'function';

/** Where every path begins, behind the version. */
export const START: Place = {
  kind: 'start',
  collection: false,
  template: [],
  keys: [],
  restrictions: [],
  linked: false,
  name: '',
  way: [],
};

/** The place that one more segment leads to, as far as its template goes. */
export function withTemplate(place: Place, segment: string): Place {
  return { ...place, template: [...place.template, segment] };
}
