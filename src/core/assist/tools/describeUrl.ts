import { objectSchema } from '../../catalog/objectSchema.ts';
import { checkFile } from '../../check/check.ts';
import { parseFile } from '../../request/parse.ts';
import { plainLine } from '../../text/plainLine.ts';
import { resourceOfBlock } from '../context.ts';
import { describeEndpoint } from '../describe/describeEndpoint.ts';
import { code, paragraphs, plain } from '../describe/markdown.ts';
import { type PropertyOffer, propertyOffers } from '../insert/insertProperty.ts';
import type { ToolSetting } from './setting.ts';

/** Longer texts are no URL that an update could have, in characters. */
const LONGEST_URL = 4_000;
/** So many properties are listed. */
const MOST_PROPERTIES = 300;
/** Characters of a description that are given. */
const LONGEST_DESCRIPTION = 300;

/**
 * What a language model is told about a URL: what an update of it changes, which permissions it needs, and which
 * properties its body may have; or why nothing there can be updated.
 *
 * @param url absolute, or a path from the version on: `/v1.0/users/{id}`
 * @returns Markdown
 */
export async function describeUrl(url: string, setting: ToolSetting): Promise<string> {
  const address = url.trim().replace(/^PATCH\s+/i, '');
  if (address === '' || address.length > LONGEST_URL || /\s/.test(address)) {
    return 'Give one URL without white space, such as `/v1.0/users/{id}`.';
  }
  const file = parseFile(`PATCH ${address}\nContent-Type: application/json\n\n{ }\n`);
  const block = file.blocks.find((each) => each.kind === 'request');
  if (block === undefined) return 'Give one URL, such as `/v1.0/users/{id}`.';
  const resource = resourceOfBlock(block, { ...setting, file, block });
  const inUrl = (at: number) => at < block.requestLine.url.end;
  const [checked] = await checkFile({ ...setting, file, portability: false });
  const problems = (checked?.problems ?? []).filter(({ span }) => inUrl(span.start));
  const remarks = problems
    .map(({ message }) => `- ${plainLine(message, 2 * LONGEST_DESCRIPTION)}`)
    .join('\n');
  if (resource === undefined) return remarks === '' ? 'No update of this URL is known.' : remarks;
  const offers = propertyOffers(objectSchema(resource.schema, resource.schema, undefined));
  const listed = offers.slice(0, MOST_PROPERTIES);
  return paragraphs(
    describeEndpoint(resource),
    remarks,
    propertyList(
      'Properties that a PATCH can set:',
      listed.filter(({ readOnly }) => !readOnly),
    ),
    propertyList(
      'Properties that a PATCH cannot set:',
      listed.filter(({ readOnly }) => readOnly),
    ),
    offers.length > listed.length && `${offers.length - listed.length} more properties are not listed.`,
  );
}

function propertyList(title: string, offers: readonly PropertyOffer[]): string | undefined {
  if (offers.length === 0) return undefined;
  return `${title}\n${offers.map(propertyLine).join('\n')}`;
}

function propertyLine({ name, type, description, caution }: PropertyOffer): string {
  const note =
    caution === undefined ? '' : caution === 'draft' ? ' (on the draft page only)' : ' (deprecated)';
  const about = description === '' ? '' : `: ${plain(plainLine(description, LONGEST_DESCRIPTION))}`;
  return `- ${code(name)}${type === '' ? '' : ` · ${plain(type)}`}${note}${about}`;
}
