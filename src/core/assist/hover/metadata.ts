import type { Block } from '../../request/tree.ts';
import { touches } from '../../text/span.ts';
import { code, paragraphs } from '../describe/markdown.ts';
import { METADATA } from '../describe/metadataFacts.ts';
import type { Hover } from './hover.ts';

/** What a metadata comment (`# @name x`) does. */
export function metadataHover({ metadata }: Block, offset: number): Hover | undefined {
  const found = metadata.find((each) => touches(each, offset));
  const facts = found && METADATA.find(({ name }) => name === found.name.text);
  if (!found || !facts) return undefined;
  return { span: found, markdown: paragraphs(`**${code(`@${facts.name}`)}**`, facts.about) };
}
