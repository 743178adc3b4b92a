import type { Node } from 'jsonc-parser';
import { openingOf, spanOf } from '../../json/edits.ts';
import type { JsonDocument } from '../../json/read.ts';
import { propertyOf } from '../../json/value.ts';
import type { Problem } from '../../problem.ts';
import { fix, problem, short } from '../../report.ts';
import type { BodyContext } from '../context.ts';
import { isLink } from '../links.ts';

const LINK = '@odata.id';
const EXAMPLE = `{ "${LINK}": "https://graph.microsoft.com/v1.0/directoryObjects/{id}" }`;

/** The body of a request that sets a link, at `…/$ref`: the URL of the object, as `@odata.id`. */
export function linkBody(
  { method, lastName = '' }: Pick<BodyContext, 'method' | 'lastName'>,
  { root }: JsonDocument & { readonly root: Node },
  isKnown: (node: Node) => boolean,
): readonly Problem[] {
  if (!/^(?:\$|%24)ref$/i.test(lastName) || (method !== 'PUT' && method !== 'POST')) return [];
  const value = propertyOf(root, LINK)?.children?.[1];
  if (value === undefined) return [withoutLink(root)];
  if (!isKnown(value) || (value.type === 'string' && isLink(String(value.value)))) return [];
  const message = `"${LINK}" must be the URL of the object to link, in double quotes. For example: ${EXAMPLE}.`;
  return [problem('bind-value', spanOf(value), message)];
}

function withoutLink(root: Node): Problem {
  const near = root.children?.find(({ children }) => isMeant(String(children?.[0]?.value)));
  const key = near?.children?.[0];
  const place = key ? spanOf(key) : openingOf(root);
  const name = key === undefined ? '' : `, not as "${short(String(key.value))}"`;
  return problem('bind-value', place, `A link is sent as "${LINK}"${name}. For example: ${EXAMPLE}.`, {
    fixes: key ? fix(`Change to '${LINK}'`, spanOf(key), JSON.stringify(LINK)) : [],
  });
}

/** `odata.id`, `@odata.Id`, `@id`: an id alone is another thing. */
function isMeant(name: string): boolean {
  return /^(?:@?odata\.?id|@odata|@id|url|uri)$/i.test(name);
}
