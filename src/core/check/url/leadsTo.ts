import type { Catalog, Unchangeable } from '../../catalog/resource.ts';
import { typeText } from '../../catalog/typeText.ts';
import type { Problem } from '../problem.ts';
import { at, fix, problem, short } from '../report.ts';
import { apiVersion, type UrlSubject } from './subject.ts';

/** A path that the service has, where no update changes what it leads to. What `$…` stands for is checked apart. */
export function checkLeadsTo(
  subject: UrlSubject,
  leadsTo: Unchangeable,
  method: string | undefined,
  catalog: Catalog,
): Problem[] {
  if (method !== undefined && method !== 'PATCH' && method !== 'PUT') return [];
  const last = subject.parts.segments.at(-1);
  if (last === undefined || last.text.startsWith('$')) return [];
  const said = saying(leadsTo, method ?? 'PATCH');
  if (said === undefined) return [];
  const fixes =
    leadsTo.kind === 'collection' ? keyFixes(subject, catalog) : methodFixes(subject, said.method);
  return [problem('path-not-updatable', subject.toBlock(last), said.message, { fixes })];
}

function saying(
  { kind, name, type = '', reason }: Unchangeable,
  method: string,
): { readonly message: string; readonly method?: string } | undefined {
  const what = short(name);
  const one = typeText(type).split('.').at(-1) ?? '';
  switch (kind) {
    case 'collection':
      return { message: `'${what}' is a list. A ${method} changes one ${one}: add its id to the path.` };
    case 'value':
      return {
        message: `'${what}' is a property. Change it in the body of a PATCH of its object: remove it from the path.`,
      };
    case 'action':
      return { message: `'${what}' is an action: call it with POST.`, method: 'POST' };
    case 'function':
      return { message: `'${what}' is a function: call it with GET.`, method: 'GET' };
    case 'object':
      return {
        message: `The metadata of the service says that ${one} is not updated here.${reason === undefined ? '' : ` ${reason}`}`,
      };
    default:
      return undefined;
  }
}

function methodFixes({ block }: UrlSubject, method: string | undefined): ReturnType<typeof fix> {
  const written = block.requestLine.method;
  return method === undefined || written === undefined ? [] : fix(`Change to ${method}`, written, method);
}

/** A placeholder for the id behind a collection. */
function keyFixes(subject: UrlSubject, catalog: Catalog): ReturnType<typeof fix> {
  const { path, segments } = subject.parts;
  const version = apiVersion(subject.parts);
  const last = segments.at(-1);
  if (version === undefined || last === undefined || !subject.isOriginal(last)) return [];
  const key = catalog.steps(version, path.text).find(({ kind }) => kind === 'key');
  return key === undefined ? [] : fix(`Insert ${key.text}`, at(subject.toBlock(last).end), `/${key.text}`);
}
