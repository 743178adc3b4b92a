import { isStream } from '../../../catalog/kinds.ts';
import type { Visit } from '../../../catalog/walk.ts';
import { spanOf } from '../../json/edits.ts';
import type { Problem } from '../../problem.ts';
import { problem } from '../../report.ts';
import type { Subject } from '../subject.ts';
import { isReadOnly } from '../updatable.ts';
import { allOf } from '../words.ts';
import { itemsLost } from './itemsLost.ts';

/**
 * A collection in a PATCH takes the place of the whole one that is stored (OData 4.01 Protocol, section 11.4.3).
 * An empty list says by itself that nothing is to be left, and what stands inside another list is replaced with
 * that. Where it was seen what the object has, nothing is said about a list that keeps all of it.
 */
export function collectionReplaced(subject: Subject, visit: Visit): Problem | undefined {
  const { node, key, name = '', schema } = visit;
  if (node.type !== 'array' || key === undefined || subject.request.method !== 'PATCH') return undefined;
  if ((node.children ?? []).length === 0) return undefined;
  if (schema?.['x-graph']?.type.startsWith('Collection(') !== true) return undefined;
  const { path } = visit;
  if (path.slice(0, -1).some((step) => typeof step === 'number')) return undefined;
  const stored = path.length === 1 ? subject.request.stored?.get(name) : undefined;
  if (stored !== undefined) return itemsLost(subject, visit, key, stored);
  return problem(
    'collection-replaced',
    spanOf(key),
    `This list takes the place of the whole '${name}': items that are not in it are lost. To keep them, read the object first and send them all.`,
  );
}

/** A complex value that the service replaces whole, where a part of it is not sent. */
export function valueReplaced(subject: Subject, visit: Visit): Problem | undefined {
  const { node, key, name = '', schema, object } = visit;
  if (schema?.['x-graph']?.replaced !== true || key === undefined || object === undefined) return undefined;
  if (subject.request.method !== 'PATCH') return undefined;
  const sent = subject.namesOf(node);
  const missing = [...object.properties].flatMap(([part, facts]) =>
    part.includes('@') || sent.has(part) || isReadOnly(facts) || isStream(facts) ? [] : [part],
  );
  if (missing.length === 0) return undefined;
  const names = allOf(missing);
  return problem(
    'value-replaced',
    spanOf(key),
    `The service replaces '${name}' as a whole and does not merge it: ${names} will be lost. Send every part that is to stay.`,
  );
}
