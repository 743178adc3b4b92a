import { skipSpace, skipWord } from './read/scan.ts';
import type { Block, RequestBlock, RequestFile } from './tree.ts';
import { isSecretVariable } from './values/scope.ts';

/** A variable that a request asks for: `# @prompt name description`. */
export interface Prompt {
  readonly name: string;
  readonly description?: string;
  /** Whether the answer should be masked while it is typed. */
  readonly secret: boolean;
}

/** The name that a request has for others to refer to (`# @name x`), the first where there are several. */
export function requestName(block: Block): string | undefined {
  return metadataValue(block, 'name');
}

/** The text of `# @note`, which asks to confirm before the request is sent; empty where it has none. */
export function requestNote(block: Block): string | undefined {
  const note = block.metadata.find(({ name }) => name.text === 'note');
  return note === undefined ? undefined : (note.value?.text ?? '');
}

/** Whether a request is marked with `# @disabled`: it is sent only when it is asked for by itself. */
export function isDisabled(block: Block): boolean {
  return block.metadata.some(({ name }) => name.text === 'disabled');
}

function metadataValue(block: Block, wanted: string): string | undefined {
  return block.metadata.find(({ name, value }) => name.text === wanted && value !== undefined)?.value?.text;
}

/** The variables that a block asks for, each once, in the order of the text. */
export function promptsOf(block: Block): readonly Prompt[] {
  const prompts = new Map<string, Prompt>();
  for (const { name, value } of block.metadata) {
    if (name.text !== 'prompt' || value === undefined) continue;
    const { text } = value;
    const end = skipWord(text, 0, text.length);
    const variable = text.slice(0, end);
    const description = text.slice(skipSpace(text, end, text.length));
    const secret = isSecretVariable(variable);
    if (prompts.has(variable)) continue;
    prompts.set(
      variable,
      description === '' ? { name: variable, secret } : { name: variable, description, secret },
    );
  }
  return [...prompts.values()];
}

/**
 * What a person would call a block: its title, else its name, else its request line, else its place.
 *
 * @param index of the block in the file, from 0
 */
export function requestTitle(block: Block, index: number): string {
  const title = block.separator?.title?.text ?? requestName(block);
  if (title !== undefined) return title;
  if (block.kind === 'response') return block.statusLine.text;
  if (block.kind === 'empty') return `Part ${index + 1}`;
  const { method, url } = block.requestLine;
  return url.text === '' ? `Request ${index + 1}` : `${method?.text.toUpperCase() ?? 'GET'} ${url.text}`;
}

/** The requests of a file, with the index of their block; responses and empty blocks are left out. */
export function requestsOf(
  file: RequestFile,
): readonly { readonly index: number; readonly block: RequestBlock }[] {
  const requests: { index: number; block: RequestBlock }[] = [];
  for (const [index, block] of file.blocks.entries()) {
    if (block.kind === 'request') requests.push({ index, block });
  }
  return requests;
}

/**
 * The index of the block of a request that is asked for by its `# @name`, its title, or its number among the
 * requests of the file (from 1), in that order.
 */
export function findRequest(file: RequestFile, nameOrNumber: string | number): number | undefined {
  const requests = requestsOf(file);
  const wanted = String(nameOrNumber).trim();
  const found =
    requests.find(({ block }) => requestName(block) === wanted) ??
    requests.find(({ block }) => block.separator?.title?.text === wanted);
  if (found !== undefined) return found.index;
  return /^\d{1,9}$/.test(wanted) ? requests[Number(wanted) - 1]?.index : undefined;
}
