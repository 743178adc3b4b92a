import type { ResourceSchema } from '../../catalog/schema.ts';
import { boundName, UNKNOWN_FUTURE_VALUE } from '../../catalog/wellKnownNames.ts';
import { anySchema } from '../../change/anySchema.ts';
import { canonicalPatch } from '../../change/canonical.ts';
import { type ComparedProperty, compareChange } from '../../change/compare/compare.ts';
import { copyOwn, exactJson, joined } from '../../change/exact.ts';
import { type Draft, isAnnotation, isObject, ownValue } from '../../change/json.ts';
import { applyPatch } from '../../change/merge.ts';
import { isDeeperThan } from '../../change/show/walkValue.ts';
import { isFixed } from '../../change/traits.ts';
import { declaredProperty, rootType } from '../../change/types.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { redactBody } from '../mask/redactBody.ts';
import type { ObjectState } from './baseline.ts';

/** What a change would do to an object, to be shown before it is sent. Secrets are masked. */
export interface ChangePreview {
  /** What the change touches, as it is now: JSON. */
  readonly before: string;
  /** The same, as it would be afterwards. */
  readonly after: string;
  /** What cannot be seen in the two, one plain sentence each. */
  readonly notes: readonly string[];
  /** Whether the object has every value already, as far as it can be read. */
  readonly isIdle: boolean;
}

/** Names in one note. */
const MOST_NAMES = 12;
/** Levels of nesting; a body that is deeper is none that Microsoft Graph takes. */
const DEEPEST = 200;

/**
 * What a PATCH would make of an object, by the rules of OData and what is known of the service.
 *
 * @param schema of the resource; without it every value is taken as it is written
 */
export function previewChange(
  schema: ResourceSchema | undefined,
  patch: JsonObject,
  state: ObjectState,
): ChangePreview {
  if (isDeeperThan([patch, state.object], DEEPEST)) return TOO_DEEP;
  const root = schema ?? anySchema(state.object, patch);
  const { object: current } = state;
  const sent = canonicalPatch(root, patch, current);
  const type = rootType(root);
  const fixed = Object.keys(sent).filter((name) => isFixed(declaredProperty(type, name)?.schema));
  const after = joined(applyPatch(root, current, patch).after);
  for (const name of fixed) {
    if (Object.hasOwn(current, name)) copyOwn(after, name, current);
    else delete after[name];
  }
  const names = Object.keys(sent).filter((name) => !isAnnotation(name));
  const compared = compareChange(root, patch, state, undefined).filter(
    ({ path }) => !fixed.some((name) => path === name || path.startsWith(`${name}.`)),
  );
  const links = Object.keys(patch).filter((name) => boundName(name) !== undefined);
  return {
    before: textOf(current, names, schema),
    after: textOf(after, names, schema),
    notes: notesOf({ compared, fixed, links, patch, sent, state, isKnown: schema !== undefined }),
    isIdle: links.length === 0 && compared.every((property) => property.state === 'already'),
  };
}

const TOO_DEEP: ChangePreview = {
  before: '{}',
  after: '{}',
  notes: ['The body is nested too deep to be compared.'],
  isIdle: false,
};

/** The named properties of an object, with the types of dynamic ones beside them. */
function textOf(object: JsonObject, names: readonly string[], schema: ResourceSchema | undefined): string {
  const shown: Draft = {};
  for (const name of names) {
    for (const each of [`${name}@odata.type`, name]) {
      const value = ownValue(object, each);
      if (value !== undefined) copyOwn(shown, each, object);
    }
  }
  return redactBody(exactJson(shown, undefined, 2), schema);
}

interface NoteFacts {
  readonly compared: readonly ComparedProperty[];
  readonly fixed: readonly string[];
  readonly links: readonly string[];
  readonly patch: JsonObject;
  readonly sent: JsonObject;
  readonly state: ObjectState;
  readonly isKnown: boolean;
}

function notesOf({ compared, fixed, links, patch, sent, state, isKnown }: NoteFacts): readonly string[] {
  const paths = (wanted: (property: ComparedProperty) => boolean) =>
    compared.filter(wanted).map(({ path }) => path);
  const planned = compared.filter((property) => property.state === 'planned');
  const same = paths((property) => property.state === 'already');
  const unseen = paths((property) => property.state === 'planned' && !property.beforeKnown);
  const gone = paths((property) => property.state === 'planned' && isLost(property, sent));
  const dropped = Object.keys(patch).filter((name) => patch[name] === UNKNOWN_FUTURE_VALUE);
  return [
    planned.length === 0 && links.length === 0 ? ['Nothing would change.'] : [],
    note(same, 'Would not change, because the value is the same'),
    note(unseen, 'Would be set; the value of now is not returned'),
    note(gone, 'Would be lost, because the service replaces the value around it whole'),
    note(fixed, 'Cannot be set by PATCH, so the service refuses or ignores it'),
    note(
      links.map((name) => name.slice(0, name.indexOf('@'))),
      'Would be linked; links are not shown here',
    ),
    note(dropped, 'Counts as left out, because unknownFutureValue is no value to set'),
    isKnown
      ? []
      : [
          'Graph HTTP does not know this resource: complex values are taken to merge, collections to be replaced.',
        ],
    state.selected === undefined
      ? ['The service does not select single properties here, so the whole object was read.']
      : [],
    [
      state.etag === undefined
        ? 'The service gave no entity tag: a change that somebody else makes meanwhile is not noticed.'
        : '“Send This Change” (▷ above) is refused if somebody else changes the object meanwhile (If-Match).',
    ],
  ].flat();
}

/** Whether a property that the body does not name would be gone. */
function isLost({ path, wanted, before }: ComparedProperty, sent: JsonObject): boolean {
  if ((wanted ?? null) !== null || (before ?? null) === null) return false;
  let place: unknown = sent;
  for (const step of path.split('.')) {
    if (!isObject(place)) return false;
    if (!Object.hasOwn(place, step)) return true;
    place = place[step];
  }
  return false;
}

function note(names: readonly string[], what: string): readonly string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, MOST_NAMES).map(printable).join(', ');
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return [`${what}: ${shown}${more}.`];
}

/** A name of a body on one line: it may hold anything. */
function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?').slice(0, 120);
}
