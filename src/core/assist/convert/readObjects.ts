import type { ResponseBlock } from '../../request/tree.ts';
import type { Span } from '../../text/span.ts';
import { type AssistContext, bodyJson, urlTextOf } from '../context.ts';
import { jsonSpanOf } from './answerText.ts';
import type { ReadObject } from './toPatch.ts';

/** An object that was read, and what its PATCH takes the place of. */
export interface ReadPlace {
  readonly object: ReadObject;
  /** Index of the block that holds the object. */
  readonly block: number;
  /** Relative to that block. */
  readonly span: Span;
  /** The block is an update already: only its body changes. */
  readonly isUpdate: boolean;
}

/**
 * The object at a block: the body of its request, or the JSON of a pasted answer, whose URL is that of the
 * request above it. For a request without a body the answer below it counts.
 */
export function readObjectOf(context: AssistContext): ReadPlace | undefined {
  const { block, file } = context;
  const index = file.blocks.indexOf(block);
  if (block.kind === 'response') return answerPlace(context, block, index);
  if (block.kind !== 'request') return undefined;
  const { body, requestLine } = block;
  if (!body) {
    const next = file.blocks[index + 1];
    return next?.kind === 'response' ? answerPlace(context, next, index + 1) : undefined;
  }
  if (body.file) return undefined;
  const url = { read: requestLine.url.text, resolved: urlTextOf(block, context) };
  const object = { json: body.text, readable: bodyJson(block, context).text, url };
  const isUpdate = /^(?:PATCH|PUT|POST)$/i.test(requestLine.method?.text ?? '');
  const span = { start: isUpdate ? body.start : requestLine.start, end: body.end };
  return { object, block: index, span, isUpdate };
}

function answerPlace(context: AssistContext, block: ResponseBlock, index: number): ReadPlace | undefined {
  const head = block.statusLine.start;
  const json = jsonSpanOf(block.text.slice(head));
  if (!json) return undefined;
  const before = context.file.blocks[index - 1];
  const url =
    before?.kind === 'request'
      ? { read: before.requestLine.url.text, resolved: urlTextOf(before, { ...context, block: before }) }
      : {};
  return {
    object: { ...readObjectFrom(block.text.slice(head + json.start, head + json.end)), url },
    block: index,
    span: { start: head, end: block.text.trimEnd().length },
    isUpdate: false,
  };
}

/** The object in an answer, with its head or without. */
export function readObjectFrom(text: string): ReadObject {
  const span = jsonSpanOf(text);
  const json = span ? text.slice(span.start, span.end) : text;
  return { json, readable: blankComments(json), answer: true, url: {} };
}

/** A JSON text whose comment lines (`#`, `//`) are blanked; as long as before, its line breaks in place. */
function blankComments(json: string): string {
  // A line separator of Unicode, which only texts have, begins no line of JSON.
  return json.replace(
    /(^|[\r\n])([ \t]*(?:#|\/\/)[^\r\n]*)/g,
    (_, end: string, line: string) => end + ' '.repeat(line.length),
  );
}
