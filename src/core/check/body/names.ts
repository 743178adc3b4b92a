import type { Node } from 'jsonc-parser';
import { nearestName } from '../../catalog/nearest.ts';
import type { NotUpdatable } from '../../catalog/schema.ts';
import type { Visit } from '../../catalog/walk.ts';
import { nearName, type ObjectSchema } from '../../catalog/walk.ts';
import type { ProblemCode } from '../codes.ts';
import { removeProperty, spanOf } from '../json/edits.ts';
import { propertyOf } from '../json/value.ts';
import type { Fix, Problem } from '../problem.ts';
import { fix, fixAll, problem, short } from '../report.ts';
import { objectOf, propertyNode, type Subject } from './subject.ts';

const ANNOTATIONS = ['@odata.type', '@odata.id', '@odata.etag', '@odata.context'];

/** A name that the type does not have, or that is close to one that it has. */
export function unknownName(subject: Subject, visit: Visit): Problem | undefined {
  const { key, name, owner } = visit;
  if (key === undefined || name === undefined || visit.schema !== undefined) return undefined;
  const object = objectOf(key);
  const refused = object !== undefined && subject.refused.get(object)?.has(name) === true;
  if (name.includes('@'))
    return refused ? unknownAnnotation(subject, key, name) : misspeltAnnotation(key, name);
  if (owner === undefined) return undefined;
  const near = nearName(owner, name);
  if (near === undefined) return refused ? notDeclared(subject, key, name, owner) : undefined;
  const fixes = renameFixes(subject, key, near);
  if (near.toLowerCase() === name.toLowerCase()) {
    const message = `The property is written '${near}'. Names are sent as they stand, so keep to its case.`;
    return problem('property-case', spanOf(key), message, { fixes });
  }
  const type = typeName(owner);
  return refused
    ? problem(
        'property-unknown',
        spanOf(key),
        `${type} has no property '${short(name)}'. Did you mean '${near}'?`,
        {
          fixes: [...fixes, ...removal(subject, key, false)],
        },
      )
    : problem(
        'property-similar',
        spanOf(key),
        `${type} has no property '${short(name)}'. It is an open type, so the service would keep it as an extra one. Did you mean '${near}'?`,
        { fixes },
      );
}

function notDeclared(subject: Subject, key: Node, name: string, owner: ObjectSchema): Problem {
  const message = `${typeName(owner)} has no property '${short(name)}', and the service refuses what it does not know. Remove it.`;
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

function misspeltAnnotation(key: Node, name: string): Problem | undefined {
  const near = name.startsWith('@') ? nearestName(name, ANNOTATIONS) : undefined;
  if (near === undefined || near === name) return undefined;
  const fixes = fix(`Change to '${near}'`, spanOf(key), JSON.stringify(near));
  return problem('property-unknown', spanOf(key), `There is no '${short(name)}'. Did you mean '${near}'?`, {
    fixes,
  });
}

/** Renames a property, or takes it out where the right name is already there. */
function renameFixes(subject: Subject, key: Node, name: string): readonly Fix[] {
  const object = objectOf(key);
  if (object !== undefined && propertyOf(object, name) !== undefined) return removal(subject, key, true);
  return fix(`Change to '${name}'`, spanOf(key), JSON.stringify(name));
}

/** A fix that takes the property out of the body. */
export function removal(subject: Subject, key: Node, preferred: boolean): readonly Fix[] {
  const name = short(String(key.value), 40);
  return fixAll(`Remove '${name}'`, removeProperty(subject.document.text, propertyNode(key)), preferred);
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
  const facts = schema['x-graph'];
  const update = facts?.update ?? (schema.readOnly === true ? 'computed' : undefined);
  if (update === undefined) return undefined;
  const way = facts?.instead ?? 'Remove it from the body.';
  return problem(CODE_OF[update], spanOf(key), `'${name}' ${WHY[update]} ${way}`, {
    fixes: removal(subject, key, true),
  });
}

/** A property that is going away. */
export function deprecated(_subject: Subject, visit: Visit): Problem | undefined {
  const { key, name, schema } = visit;
  if (key === undefined || schema === undefined) return undefined;
  if (schema.deprecated !== true && schema.deprecationMessage === undefined) return undefined;
  const reason =
    schema.deprecationMessage ?? 'It may stop working; use what the documentation names instead.';
  const message = /deprecated/i.test(reason) ? reason : `'${name}' is deprecated. ${reason}`;
  return problem('property-deprecated', spanOf(key), message);
}

/** A property of the draft page only. */
export function draftOnly(_subject: Subject, visit: Visit): Problem | undefined {
  const { key, name, schema } = visit;
  if (key === undefined || schema?.['x-graph']?.draft !== true) return undefined;
  return problem(
    'property-draft',
    spanOf(key),
    `'${name}' comes from the draft page; the metadata of the service does not have it today. The service may refuse it.`,
  );
}

function typeName(owner: ObjectSchema): string {
  const name = owner.name ?? 'this object';
  return name.slice(name.lastIndexOf('.') + 1);
}
