import type { Node } from 'jsonc-parser';
import { typeText } from '../../../catalog/typeText.ts';
import type { Visit } from '../../../catalog/walk.ts';
import { insertFirst, spanOf } from '../../json/edits.ts';
import type { Fix, Problem } from '../../problem.ts';
import { oneOf, problem, short } from '../../report.ts';
import { declaredOwner, derivedProperties, ownerText } from '../owner.ts';
import { removal } from '../removal.ts';
import { objectOf, type Subject } from '../subject.ts';

/** Quick fixes beyond these are no longer quick. */
const MOST_FIXES = 4;

/**
 * A property that another type has which could stand in the same place: `@odata.type` decides which properties
 * may follow. Where that names no type of which there can be values, the type is the problem.
 */
export function otherKind(subject: Subject, visit: Visit, refused: boolean): Problem | undefined {
  const { key, name, owner } = visit;
  const object = key === undefined ? undefined : objectOf(key);
  const declared = declaredOwner(subject, visit);
  if (key === undefined || name === undefined || object === undefined) return undefined;
  if (owner === undefined || owner.abstract || declared === undefined || declared.derived.length === 0)
    return undefined;
  const types = derivedProperties(subject, declared).get(name);
  if (types === undefined) return undefined;
  const sent = subject.objects.get(object)?.sentType;
  const kinds = oneOf(types.map(typeText), 4).replaceAll("'", '');
  const message = `'${short(name)}' belongs to ${kinds}; this value is ${ownerText(owner)}.`;
  const way = sent === undefined ? 'Say so with "@odata.type"' : 'Change its "@odata.type"';
  return problem(
    refused ? 'property-unknown' : 'property-similar',
    spanOf(key),
    `${message} ${way}, or remove the property.`,
    {
      fixes: [...typeFixes(subject, object, sent, types), ...removal(subject, key, false)],
      related:
        sent === undefined ? [] : [{ span: spanOf(sent), message: 'This says which type the value is.' }],
    },
  );
}

function typeFixes(
  subject: Subject,
  object: Node,
  sent: Node | undefined,
  types: readonly string[],
): readonly Fix[] {
  const preferred = types.length === 1 ? { preferred: true } : {};
  return types.slice(0, MOST_FIXES).map((type) => {
    const text = `"@odata.type": "#${type}"`;
    return sent === undefined
      ? { title: `Add ${text}`, edits: [insertFirst(subject.document.text, object, text)], ...preferred }
      : {
          title: `Change "@odata.type" to '#${type}'`,
          edits: [{ span: spanOf(sent), newText: `"#${type}"` }],
          ...preferred,
        };
  });
}
