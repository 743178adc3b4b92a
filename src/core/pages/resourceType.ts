import { shortName } from '../csdl/names.ts';
import { isUpdate } from './examples/calls.ts';
import { plainText } from './markdown/inline.ts';
import type { MarkdownBlock } from './markdown/markdown.ts';
import type { Section } from './markdown/sections.ts';
import type { PageExample } from './page.ts';

/** What a page updates. */
export interface PageType {
  /** Of the types that the page names without one. */
  readonly namespace: string;
  /** Full name; undefined where the page does not say it. */
  readonly type: string | undefined;
  /** Full names of other types that bodies of the page may name. */
  readonly kinds: readonly string[];
}

const FULL_NAME = /^#?([A-Za-z]\w*(?:\.\w+)+)$/;
/** Texts of a page are looked at as far as this for links, in characters. */
const LONGEST = 20_000;

/**
 * The type that a page updates. What its requests and answers say of themselves counts most, then the name in its
 * title, then the resource that its introduction links.
 *
 * @param title of the page, plain
 */
export function typeOfPage(
  title: string,
  sections: readonly Section[],
  examples: readonly PageExample[],
): PageType {
  const texts = textsOf(sections);
  const namespace = namespaceIn(texts);
  const titled = nameIn(title);
  const links = linkedResources(
    textsOf(sections.filter(({ name }) => /^(?:intro|body|response)$/.test(name))),
  );
  const bodies = bodyTypes(examples);
  const answers = [...new Set(answerTypes(sections))];
  const [answer] = answers;
  const linked = links.find((name) => sameName(name, titled));
  const [link = ''] = linked === undefined ? phrases(texts) : [linked];
  // Of several that are linked none is the one.
  const named = link !== '' ? link : (titled ?? onlyLink(sections, links) ?? '');
  const full = named === '' ? undefined : `${namespace}.${named}`;
  const [body] = bodies;
  const shown = body ?? answer;
  // The page is about a base type, and its bodies and answers say which kind of it they are.
  const isBase = linked !== undefined && shown !== undefined && !sameName(linked, shortName(shown));
  const base = isBase ? `${namespace}.${linked}` : undefined;
  if (base === undefined) {
    if (body === undefined) return { namespace, type: answer ?? full, kinds: [] };
    if (answer !== undefined && sameName(shortName(answer), shortName(body)))
      return { namespace, type: answer, kinds: [] };
    if (bodies.length === 1) return { namespace, type: body, kinds: [] };
  }
  const others = textsOf(sections.filter(({ name }) => name === 'intro'));
  const kinds = [
    ...bodies,
    ...(base === undefined ? [] : answers),
    ...linkedResources(others).map((name) => `${namespace}.${name}`),
  ];
  const type = base ?? body ?? '';
  const taken = new Set([type.toLowerCase()]);
  return {
    namespace,
    type,
    kinds: kinds.filter((kind) => !taken.has(kind.toLowerCase()) && taken.add(kind.toLowerCase())),
  };
}

/** The resource that the introduction links, or all of the page, where it is one alone. */
function onlyLink(sections: readonly Section[], links: readonly string[]): string | undefined {
  const inIntro = linkedResources(textsOf(sections.filter(({ name }) => name === 'intro')));
  if (inIntro.length === 1) return inIntro[0];
  return inIntro.length === 0 && links.length === 1 ? links[0] : undefined;
}

function textsOf(sections: readonly Section[]): readonly string[] {
  return sections.flatMap(({ blocks }) =>
    blocks.flatMap((block: MarkdownBlock) => (block.kind === 'text' ? [block.text] : [])),
  );
}

function namespaceIn(texts: readonly string[]): string {
  const found = texts
    .map((each) => /^\W*Namespace\W*:\W*([A-Za-z]\w*(?:\.\w+)*)\W*$/.exec(each))
    .find((each) => each !== null);
  return found?.[1] ?? 'microsoft.graph';
}

/** “Update printerShare”: the one word behind the verb. */
function nameIn(title: string): string | undefined {
  const [, name] =
    /^(?:Update|Upsert|Create or update|Replace|Patch|Change) (?:an? |the )?([A-Za-z]\w*)(?: (?:object|properties|resource))?$/i.exec(
      title.trim(),
    ) ?? [];
  return name === undefined || /^(?:properties|settings|resource|object)$/i.test(name) ? undefined : name;
}

function sameName(one: string, other: string | undefined): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}

/** What the bodies of updates call themselves, each type once. */
function bodyTypes(examples: readonly PageExample[]): readonly string[] {
  const found = examples.filter(isUpdate).flatMap(({ body }) => {
    const type = body?.['@odata.type'];
    return typeof type === 'string' ? (FULL_NAME.exec(type)?.[1] ?? []) : [];
  });
  return [...new Set(found)];
}

/** What the comments above answers (or requests) say that they show. */
function answerTypes(sections: readonly Section[]): readonly string[] {
  return sections.flatMap(({ name, blocks }) =>
    name === 'call' || name === 'permissions'
      ? []
      : blocks.flatMap((block) => {
          if (block.kind !== 'code') return [];
          const [, type] = /"@odata\.type"\s*:\s*"#?([A-Za-z]\w*(?:\.\w+)+)"/.exec(block.annotation) ?? [];
          return type === undefined || type.startsWith('Edm.') ? [] : [type];
        }),
  );
}

/** The names of resources that texts link: `[user](../resources/user.md)`, or `[user][]` with its target below. */
function linkedResources(texts: readonly string[]): readonly string[] {
  const text = texts.join('\n').slice(0, LONGEST);
  const direct = [
    ...text.matchAll(/\[\W{0,4}([A-Za-z]\w*)\W{0,4}\]\([^()\s]{0,300}resources\/[^()\s]{1,300}\)/g),
  ];
  const targets = [...text.matchAll(/^\[([A-Za-z]\w*)\]:\s*\S{0,300}resources\//gm)];
  const found = [...direct, ...targets].map(([, name = '']) => name);
  return [...new Set(found)];
}

/** The resource behind words that say that it is updated. */
function phrases(texts: readonly string[]): readonly string[] {
  const text = texts.join('\n').slice(0, LONGEST);
  const found =
    /\b(?:updated?|(?:properties|metadata) (?:of|for|on) (?:an?|the(?: specified)?)|representation of (?:the|an?))\s+\W{0,4}\[([A-Za-z]\w*)\]\([^()\s]{0,300}resources\//i.exec(
      text,
    );
  return found === null ? [] : [plainText(found[1] ?? '')];
}
