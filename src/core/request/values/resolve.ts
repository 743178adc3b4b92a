import type { Span } from '../../text/span.ts';
import type { ResolvedRequest } from '../message.ts';
import type { RequestBlock, RequestFile, SyntaxCode, SyntaxProblem } from '../tree.ts';
import { Filler } from './filler.ts';
import { type BodyFile, resolvedBodyFile, resolvedText } from './resolveBody.ts';
import { resolvedHeaders } from './resolveHeaders.ts';
import { REFERENCE_UNCLOSED, Resolver } from './resolver.ts';
import { resolvedUrl } from './resolveUrl.ts';
import type { Missing, Scope } from './scope.ts';

/** A request that can be sent, or everything that it lacks. */
export type Resolved =
  | {
      readonly ok: true;
      readonly request: ResolvedRequest;
      /** The body is in this file; `request` has none. */
      readonly bodyFile?: BodyFile;
      /** Whether the request had an Authorization header, which is never sent. */
      readonly droppedAuthorization: boolean;
    }
  | { readonly ok: false; readonly missing: readonly Missing[] };

/** The text of a body's file with its references replaced, or everything that it lacks. */
export type ResolvedFile =
  | ({ readonly ok: true; readonly text: string } & Pick<ResolvedRequest, 'secrets'>)
  | { readonly ok: false; readonly missing: readonly Missing[] };

/** Mistakes that would change what is sent, and what to do about them. Others are only reported. */
const BLOCKING: Readonly<Partial<Record<SyntaxCode, string>>> = {
  'url-missing': 'The request has no URL. Write it after the method.',
  'request-line-malformed': 'The request has no request line. Write a method and a URL above the body.',
  'header-malformed': 'This line is no header. Write it as "Name: value", or remove it.',
  'variable-misplaced': 'A file variable cannot stand among the headers. Move it above the request line.',
  'separator-missing': 'Another request starts inside this one. Put a line of ### above it.',
  'file-body-mixed': 'A body can be one file or text, not both. Leave one of them.',
  'file-body-encoding': 'Only UTF-8 can be sent. Save the file as UTF-8 and remove the encoding.',
  'reference-unclosed': REFERENCE_UNCLOSED,
};

/**
 * The request of a block with everything replaced: what would be sent, were it given a host and a token. A
 * method that is missing is GET. Authorization, Host and Content-Length are left out.
 *
 * @param index of the block in the file, from 0
 */
export function resolveRequest(file: RequestFile, index: number, scope: Scope): Resolved {
  const block = file.blocks[index];
  if (block?.kind !== 'request') {
    const reason = 'There is no request here. Put the cursor into one that starts with a method and a URL.';
    return {
      ok: false,
      missing: [{ kind: 'syntax', name: 'not-a-request', reason, span: { start: 0, end: 0 } }],
    };
  }
  const filler = new Filler(block, new Resolver(file, scope, block));
  for (const { code, span } of blockingProblems(block)) {
    filler.lack({ kind: 'syntax', name: code, reason: BLOCKING[code] ?? '' }, span);
  }
  const method = block.requestLine.method?.text.toUpperCase() ?? 'GET';
  const url = resolvedUrl(filler);
  const { lines, droppedAuthorization } = resolvedHeaders(filler);
  const { body } = block;
  const bodyFile = body?.file === undefined ? undefined : resolvedBodyFile(filler, body.file);
  const text = body === undefined || bodyFile !== undefined ? undefined : resolvedText(filler, body);
  if (filler.missing.length > 0) return { ok: false, missing: filler.missing };
  return {
    ok: true,
    request: {
      method,
      url,
      headers: lines,
      ...(text !== undefined && { body: text }),
      ...secretsOf(filler.resolver),
    },
    ...(bodyFile !== undefined && { bodyFile }),
    droppedAuthorization,
  };
}

function secretsOf({ secrets }: Resolver): Pick<ResolvedRequest, 'secrets'> {
  return secrets.size === 0 ? {} : { secrets: [...secrets] };
}

/** The problems of the request itself, not of what stands above it, that must be settled first. */
function blockingProblems(block: RequestBlock): readonly SyntaxProblem[] {
  const bodyStart = block.body?.start ?? Number.POSITIVE_INFINITY;
  return block.problems.filter(({ code, span }) => {
    if (span.start < block.requestLine.start || BLOCKING[code] === undefined) return false;
    return code !== 'variable-misplaced' || span.start < bodyStart;
  });
}

/**
 * The text of a file that is a body (`<@ ./file`), references replaced as the request would have them.
 *
 * @param span where to say that something is missing, relative to the block: `BodyFile.span`
 */
export function resolveBodyText(
  file: RequestFile,
  index: number,
  scope: Scope,
  text: string,
  span: Span,
): ResolvedFile {
  const resolver = new Resolver(file, scope, file.blocks[index]);
  const value = resolver.text(text);
  if (value.ok) return { ok: true, text: value.value, ...secretsOf(resolver) };
  return { ok: false, missing: value.missing.map((each) => ({ ...each, span })) };
}
