import type { Node } from 'jsonc-parser';
import { isToMany } from '../../../catalog/kinds.ts';
import { nearestName } from '../../../catalog/nearest.ts';
import type { NavigationFacts } from '../../../catalog/schema.ts';
import { typeText } from '../../../catalog/typeText.ts';
import type { Visit } from '../../../catalog/walk.ts';
import { BIND_ANNOTATION, boundName } from '../../../catalog/wellKnownNames.ts';
import { markOf, openingOf, spanOf } from '../../json/edits.ts';
import type { Fix, Problem } from '../../problem.ts';
import { fix, problem, short } from '../../report.ts';
import { isLink, linksOf, linkTo } from '../links.ts';
import { ownerText } from '../owner.ts';
import { removal } from '../removal.ts';
import type { Subject } from '../subject.ts';

/** The facts of a navigation property that stands in a body as if it were a value. */
export function navigationOf({ name, owner }: Visit): NavigationFacts | undefined {
  if (name === undefined || owner === undefined || owner.properties.has(name)) return undefined;
  return owner.navigation.get(name);
}

/** A navigation property in a body: related objects have URLs of their own, and are linked at most. */
export function navigationValue(subject: Subject, visit: Visit): Problem | undefined {
  const facts = navigationOf(visit);
  const { key, name = '', node } = visit;
  if (facts === undefined || key === undefined) return undefined;
  const contained = facts.contained === true;
  const linkable = !contained && facts.instead === undefined;
  const what = isToMany(facts)
    ? `'${name}' leads to other objects (${plainType(facts)}) and is not changed with this one.`
    : `'${name}' leads to another object (${plainType(facts)}), which is not changed with this one.`;
  return problem('property-navigation', spanOf(key), `${what} ${wayTo(name, facts)}`, {
    severity: contained ? 'warning' : undefined,
    fixes: [...(linkable ? linkFixes(subject, name, facts, node) : []), ...removal(subject, key, !linkable)],
  });
}

/** How the related objects are changed or linked, as a sentence. */
function wayTo(name: string, facts: NavigationFacts): string {
  if (facts.instead !== undefined) return facts.instead;
  const many = isToMany(facts);
  if (facts.contained === true) {
    return many ? `Change each at a URL of its own: …/${name}/{id}.` : `Change it at its own URL: …/${name}.`;
  }
  return many
    ? `To link objects that exist, send "${name}${BIND_ANNOTATION}" with a list of their URLs.`
    : `To link an object that exists, send "${name}${BIND_ANNOTATION}" with its URL.`;
}

function linkFixes(subject: Subject, name: string, facts: NavigationFacts, node: Node): readonly Fix[] {
  const links = subject.isKnown(node) ? linksOf(facts, node, subject.request.linkBase) : undefined;
  if (links === undefined || node.parent === undefined) return [];
  const value = isToMany(facts) ? JSON.stringify(links).replaceAll('","', '", "') : JSON.stringify(links[0]);
  return fix(
    `Link ${links.length > 1 ? 'them' : 'it'} with "${name}${BIND_ANNOTATION}"`,
    spanOf(node.parent),
    `"${name}${BIND_ANNOTATION}": ${value}`,
  );
}

/** `x@odata.bind` where x is no navigation property, or one that cannot be linked. */
export function bindName(subject: Subject, visit: Visit): Problem | undefined {
  const { key, name, owner } = visit;
  const target = boundName(name);
  if (key === undefined || owner === undefined || target === undefined) return undefined;
  const facts = owner.navigation.get(target);
  if (facts !== undefined) return unlinkable(subject, key, target, facts);
  if (owner.properties.has(target)) {
    return problem(
      'bind-unknown',
      spanOf(key),
      `'${short(target)}' holds a value and no link. Send the value itself, as "${short(target)}".`,
      { fixes: removal(subject, key, false) },
    );
  }
  if (owner.navigation.size === 0) return undefined;
  const near = nearestName(target, owner.navigation.keys());
  const rename =
    near === undefined
      ? []
      : fix(`Change to '${near}${BIND_ANNOTATION}'`, spanOf(key), `"${near}${BIND_ANNOTATION}"`);
  return problem(
    'bind-unknown',
    spanOf(key),
    `${ownerText(owner)} has no navigation property '${short(target)}' to link through.${near === undefined ? ' Remove it.' : ` Did you mean '${near}'?`}`,
    { fixes: [...rename, ...removal(subject, key, near === undefined)] },
  );
}

function unlinkable(subject: Subject, key: Node, name: string, facts: NavigationFacts): Problem | undefined {
  const { contained, instead } = facts;
  if (contained !== true && instead === undefined) return undefined;
  const way = wayTo(name, facts);
  const why =
    contained === true
      ? `What '${name}' holds is part of this object, so nothing else can be linked there.`
      : `'${name}' is not linked by an update.`;
  return problem('bind-unsupported', spanOf(key), `${why} ${way}`, {
    severity: contained === true ? undefined : 'warning',
    fixes: removal(subject, key, true),
  });
}

/** The value of `x@odata.bind` is no link. */
export function bindValue(subject: Subject, visit: Visit): Problem | undefined {
  const { node, name = '', owner } = visit;
  const target = boundName(name);
  const facts = target === undefined ? undefined : owner?.navigation.get(target);
  if (target === undefined || facts === undefined) return undefined;
  const many = isToMany(facts);
  if (node.type === 'null' && !many) return undefined;
  if (node.type !== 'string' && node.type !== 'array') return notLinks(node, name, many);
  if (node.type === 'string') return badLink(subject, node, facts);
  const items = node.children ?? [];
  if (!many) return oneLink(subject, node, name, items);
  const other = items.find((item) => item.type !== 'string' && subject.isKnown(item));
  if (other !== undefined) return notLinks(other, name, many);
  for (const item of items) {
    const found = badLink(subject, item, facts);
    if (found !== undefined) return found;
  }
  return undefined;
}

function notLinks(node: Node, name: string, many: boolean): Problem {
  const wanted = many ? 'a list of URLs of objects to link' : 'the URL of the object to link';
  const span = markOf(node);
  return problem('bind-value', span, `'${short(name)}' must be ${wanted}, in double quotes.`);
}

function oneLink(subject: Subject, node: Node, name: string, items: readonly Node[]): Problem {
  const [only] = items;
  const text = only === undefined ? '' : subject.document.text.slice(only.offset, only.offset + only.length);
  return problem(
    'bind-value',
    openingOf(node),
    `'${short(name)}' leads to one object: send its URL alone, without [ ].`,
    { fixes: items.length === 1 ? fix('Take off the brackets', spanOf(node), text) : [] },
  );
}

function badLink(subject: Subject, node: Node, facts: NavigationFacts): Problem | undefined {
  const text = String(node.value);
  if (!subject.isKnown(node) || isLink(text)) return undefined;
  const { linkBase } = subject.request;
  const link = linkTo(facts, text, linkBase);
  const example = `${linkBase}${facts.target ?? '/…/{id}'}`;
  return problem(
    'bind-value',
    spanOf(node),
    `'${short(text)}' is no URL of an object. A link looks like "${example}".`,
    {
      fixes:
        link === undefined ? [] : fix(`Change to ${short(link, 60)}`, spanOf(node), JSON.stringify(link)),
    },
  );
}

function plainType({ type }: NavigationFacts): string {
  return typeText(type.replace(/^Collection\(|\)$/g, ''));
}
