import type { Catalog } from '../../catalog/resource.ts';
import type { Problem } from '../problem.ts';
import { fix, problem, short } from '../report.ts';
import { apiVersion, type UrlSubject } from './subject.ts';

/** `applications(appId=…)`: what stands before the parentheses, the name of the one key, and its value. */
const UNQUOTED = /^([A-Za-z]\w*)\((?:(\w+)=)?([^'"={}(),]+)\)$/;

/** A key in parentheses that is text and has no quotes: the service does not read it. */
export function checkKeyQuotes(subject: UrlSubject, catalog: Catalog): Problem[] {
  const { parts, text } = subject;
  const version = apiVersion(parts);
  if (version === undefined) return [];
  return parts.segments.flatMap((segment) => {
    const [, collection = '', name, value = ''] = UNQUOTED.exec(segment.text) ?? [];
    if (collection === '') return [];
    const before = text.slice(parts.path.start, Math.max(parts.path.start, segment.start - 1));
    const wanted = collection.toLowerCase();
    const step = catalog.steps(version, before).find((each) => each.text.toLowerCase() === wanted);
    if (step?.kind !== 'entitySet' && !step?.type?.startsWith('Collection(')) return [];
    if (step.kind !== 'entitySet' && step.kind !== 'navigation') return [];
    const found = catalog.resolve(version, `${before}/${collection}('x')`);
    const type = found.found && found.resource.schema.properties[name ?? 'id']?.['x-graph']?.type;
    if (type !== 'Edm.String') return [];
    const start = segment.end - 1 - value.length;
    const span = { start, end: segment.end - 1 };
    const message = `The key ${name ?? 'id'} is text: write '${short(value)}' in single quotes.`;
    return [
      problem('key-quotes', subject.toBlock(span), message, {
        fixes: subject.isOriginal(span)
          ? fix('Put it in single quotes', subject.toBlock(span), `'${value}'`)
          : [],
      }),
    ];
  });
}
