import type { Node } from 'jsonc-parser';
import { isStream } from '../../../catalog/kinds.ts';
import { nearestName } from '../../../catalog/nearest.ts';
import { nearName, type ObjectSchema } from '../../../catalog/objectSchema.ts';
import type { Deprecation, NotUpdatable } from '../../../catalog/schema.ts';
import type { Visit } from '../../../catalog/walk.ts';
import type { ProblemCode } from '../../codes.ts';
import { spanOf } from '../../json/edits.ts';
import { propertyOf } from '../../json/value.ts';
import type { Fix, Problem, Severity } from '../../problem.ts';
import { fix, oneOf, problem, short } from '../../report.ts';
import { isUnknownAnnotation } from '../annotation.ts';
import { declaredOwner, derivedNavigation, derivedProperties, ownerText } from '../owner.ts';
import { removal } from '../removal.ts';
import { objectOf, type Subject } from '../subject.ts';
import { isReadOnly } from '../updatable.ts';
import { insideOther } from './insideOther.ts';
import { otherKind } from './otherKind.ts';
import { wrapped } from './wrapped.ts';

const ANNOTATIONS = ['@odata.type', '@odata.id', '@odata.etag', '@odata.context'];

/** A name that the type does not have, or that is close to one that it has. */
export function unknownName(subject: Subject, visit: Visit): Problem | undefined {
  const { key, name, owner } = visit;
  if (key === undefined || name === undefined) return undefined;
  const unknown = owner !== undefined && isUnknownAnnotation(subject.schema, owner, name);
  if (visit.schema !== undefined && !unknown) return undefined;
  const object = objectOf(key);
  const refused = object !== undefined && subject.refused.get(object)?.has(name) === true;
  if (name.includes('@')) {
    return refused || unknown
      ? unknownAnnotation(subject, key, name)
      : misspeltAnnotation(key, name, 'warning');
  }
  if (owner === undefined || owner.navigation.has(name)) return undefined;
  const around = wrapped(subject, visit, owner, refused);
  if (around !== undefined) return around;
  const elsewhere = otherKind(subject, visit, refused);
  if (elsewhere !== undefined || isOfSomeKind(subject, visit, owner)) return elsewhere;
  const near = nearMember(subject, visit, owner);
  if (near?.toLowerCase() !== name.toLowerCase()) {
    const inside = insideOther(subject, visit, owner, refused);
    if (inside !== undefined) return inside;
  }
  if (near === undefined) {
    return refused ? notDeclared(subject, visit, key, owner) : undeclared(subject, visit, owner);
  }
  const fixes = renameFixes(subject, key, near);
  if (near.toLowerCase() === name.toLowerCase()) {
    const message = `The property is written '${near}'. Names are sent as they stand, so keep to its case.`;
    return problem('property-case', spanOf(key), message, { fixes });
  }
  const kept = refused ? '' : ' It is an open type, so the service would keep it as an extra one.';
  const message = `${ownerText(owner)} has no property '${short(name)}'.${kept} Did you mean '${near}'?`;
  return problem(refused ? 'property-unknown' : 'property-similar', spanOf(key), message, {
    fixes: [...fixes, ...(refused ? removal(subject, key, false) : [])],
  });
}

/**
 * Whether a value that does not say which kind it is has a property
 * of one of the kinds: the type is what is missing.
 */
function isOfSomeKind(subject: Subject, visit: Visit, owner: ObjectSchema): boolean {
  if (!owner.abstract || owner.derived.length === 0) return false;
  const { name = '' } = visit;
  return derivedProperties(subject, owner).has(name) || derivedNavigation(subject, owner).has(name);
}

/** The property, navigation property or property of a derived type that the name was most likely meant to be. */
function nearMember(subject: Subject, visit: Visit, owner: ObjectSchema): string | undefined {
  const { name = '' } = visit;
  const declared = declaredOwner(subject, visit);
  const derived = declared?.derived.length ? derivedProperties(subject, declared) : undefined;
  if (derived?.has(name) || subject.guesses.left-- <= 0) return undefined;
  const own = nearName(owner, name) ?? nearestName(name, owner.navigation.keys()) ?? endingWith(owner, name);
  const near = own ?? (derived === undefined ? undefined : nearestName(name, derived.keys()));
  return near !== undefined && isOtherNumber(name, near) ? undefined : near;
}

/** The only property that ends with the same words: `displayName` for `name`, which is its usual short form. */
function endingWith({ properties }: ObjectSchema, name: string): string | undefined {
  if (!/^[a-z]{2,}$/i.test(name)) return undefined;
  const end = name.charAt(0).toUpperCase() + name.slice(1);
  const found = [...properties].filter(([each, schema]) => each.endsWith(end) && !isReadOnly(schema));
  if (name.toLowerCase() === 'name' && found.some(([each]) => each === 'displayName')) return 'displayName';
  return found.length === 1 ? found[0]?.[0] : undefined;
}

/** `extensionAttribute16` is no slip for `extensionAttribute1`: who counts on means another one. */
function isOtherNumber(name: string, near: string): boolean {
  const [a, b] = [name, near].map((each) => each.toLowerCase());
  return a !== b && a?.replace(/\d+/g, '') === b?.replace(/\d+/g, '');
}

/**
 * A name that a user, group or other directory object does not declare. Their type is open for extension properties,
 * which have an underscore in their names; anything else Microsoft Entra refuses.
 */
function undeclared(subject: Subject, visit: Visit, owner: ObjectSchema): Problem | undefined {
  const { key, name = '', path } = visit;
  const isDirectory = owner.schema['x-graph']?.bases?.includes('microsoft.graph.directoryObject');
  if (key === undefined || !isDirectory || path.length !== 1 || name.includes('_')) return undefined;
  const message = `${ownerText(owner)} declares no '${short(name)}' in this version. Besides extension properties (extension_…) Microsoft Entra refuses what it does not know.`;
  return problem('property-undeclared', spanOf(key), message, { fixes: removal(subject, key, false) });
}

function notDeclared(subject: Subject, { name = '', path }: Visit, key: Node, owner: ObjectSchema): Problem {
  const parts = path.length === 1 ? (subject.request.openParts?.() ?? []) : [];
  const way =
    parts.length === 0
      ? 'Remove it.'
      : `Its ${oneOf(parts)} may have it, which has a URL of its own: send it to …/${parts[0]}, or remove it.`;
  const message = `${ownerText(owner)} has no property '${short(name)}', and the service refuses what it does not know. ${way}`;
  return problem('property-unknown', spanOf(key), message, { fixes: removal(subject, key, true) });
}

function unknownAnnotation(subject: Subject, key: Node, name: string): Problem {
  return (
    misspeltAnnotation(key, name) ??
    problem(
      'property-unknown',
      spanOf(key),
      `'${short(name)}' is no annotation that an update can carry. Use @odata.type, name@odata.type or name@odata.bind.`,
      { fixes: removal(subject, key, true) },
    )
  );
}

function misspeltAnnotation(key: Node, name: string, severity?: Severity): Problem | undefined {
  const near = name.startsWith('@') ? nearestName(name, ANNOTATIONS) : undefined;
  if (near === undefined || near === name) return undefined;
  const fixes = fix(`Change to '${near}'`, spanOf(key), JSON.stringify(near));
  return problem('property-unknown', spanOf(key), `There is no '${short(name)}'. Did you mean '${near}'?`, {
    severity,
    fixes,
  });
}

/** Renames a property, or takes it out where the right name is already there. */
function renameFixes(subject: Subject, key: Node, name: string): readonly Fix[] {
  const object = objectOf(key);
  if (object !== undefined && propertyOf(object, name) !== undefined) return removal(subject, key, true);
  return fix(`Change to '${name}'`, spanOf(key), JSON.stringify(name));
}

const CODE_OF: Readonly<Record<NotUpdatable, ProblemCode>> = {
  key: 'property-key',
  computed: 'property-read-only',
  immutable: 'property-immutable',
  unsupported: 'property-unsupported',
};

const WHY: Readonly<Record<NotUpdatable, string>> = {
  key: 'identifies the object and cannot be changed.',
  computed: 'is set by the service and cannot be changed.',
  immutable: 'is fixed when the object is made and cannot be changed.',
  unsupported: 'cannot be changed by PATCH.',
};

/** A property that a PATCH cannot set. */
export function notUpdatable(subject: Subject, visit: Visit): Problem | undefined {
  const { key, name, schema } = visit;
  if (key === undefined || name === undefined || schema === undefined) return undefined;
  // Where its content goes is said of a stream.
  if (isStream(schema)) return undefined;
  const facts = schema['x-graph'];
  const update = facts?.update ?? (schema.readOnly === true ? 'computed' : undefined);
  if (update === undefined || (update === 'key' && isWhole(subject, key))) return undefined;
  const way = facts?.instead ?? 'Remove it from the body.';
  return problem(CODE_OF[update], spanOf(key), `'${name}' ${WHY[update]} ${way}`, {
    fixes: removal(subject, key, true),
  });
}

/** Whether a name stands at the top of a PUT, which carries the whole object with its key. */
function isWhole({ request }: Subject, key: Node): boolean {
  return request.method === 'PUT' && key.parent?.parent?.parent === undefined;
}

/** A property whose content has a URL of its own. */
export function streamValue(subject: Subject, visit: Visit): Problem | undefined {
  const { key, name, schema } = visit;
  if (key === undefined || schema === undefined || !isStream(schema)) return undefined;
  const message = `'${name}' is a stream: its content is no part of a body. Send the content with PUT to …/${name}.`;
  return problem('property-stream', spanOf(key), message, { fixes: removal(subject, key, true) });
}

/** A property that is going away. */
export function deprecated(subject: Subject, visit: Visit): Problem | undefined {
  const { key, name, schema } = visit;
  const facts = schema?.['x-graph']?.deprecation;
  if (key === undefined || schema === undefined) return undefined;
  if (schema.deprecated !== true && schema.deprecationMessage === undefined && facts === undefined) {
    return undefined;
  }
  const reason =
    schema.deprecationMessage ?? 'It may stop working; use what the documentation names instead.';
  const said = /deprecated/i.test(reason) && facts === undefined;
  const message = said ? reason : `'${name}' is deprecated${deprecationDates(facts)}. ${reason}`;
  return problem('property-deprecated', spanOf(key), message, {
    tag: 'deprecated',
    documentation: facts?.link,
    fixes: removal(subject, key, false),
  });
}

/** ` since 2024-03-01 and will be removed on 2027-01-31` */
function deprecationDates({ since, removal: end }: Deprecation = {}): string {
  const from = since === undefined ? '' : ` since ${since}`;
  return end === undefined ? from : `${from} and will be removed on ${end}`;
}

/** A property of the draft page only. */
export function draftOnly(subject: Subject, visit: Visit): Problem | undefined {
  const { key, name, schema } = visit;
  if (key === undefined || schema?.['x-graph']?.draft !== true) return undefined;
  return problem(
    'property-draft',
    spanOf(key),
    `'${name}' comes from the draft page; the metadata of the service does not have it today. The service may refuse it.`,
    { fixes: removal(subject, key, false) },
  );
}
