import { promptsOf, requestName, requestsOf } from '../../request/names.ts';
import { referenceKind } from '../../request/references.ts';
import type { Block, RequestFile } from '../../request/tree.ts';
import { fileVariables } from '../../request/values/fileVariables.ts';
import type { Span } from '../../text/span.ts';
import { type FilePlace, occurrences, type Subject, subjectAt } from './subject.ts';

/** A name that can be changed, or the plain reason why it cannot. */
export type Renamable =
  | { readonly ok: true; readonly subject: Subject; readonly span: Span; readonly name: string }
  | { readonly ok: false; readonly reason: string };

/** The places that a rename changes, or the plain reason why it cannot be done. */
export type Renaming =
  | { readonly ok: true; readonly places: readonly FilePlace[] }
  | { readonly ok: false; readonly reason: string };

/** Whether the name at an offset of a block can be changed. */
export function renamableAt(file: RequestFile, block: Block, offset: number): Renamable {
  const found = subjectAt(file, block, offset);
  if (!found || offset < found.span.start || offset > found.span.end) {
    return {
      ok: false,
      reason: 'Only the names of variables, questions, placeholders and requests can be changed here.',
    };
  }
  const { subject, span } = found;
  const { kind, name } = subject;
  if (kind === 'system') return { ok: false, reason: `${name} is built in: its name cannot be changed.` };
  if (kind === 'elsewhere') {
    return {
      ok: false,
      reason: `${name} is not defined in this file. Change its name where the environment defines it, or define it here first.`,
    };
  }
  if (kind === 'request' && !requestNames(file).has(name)) {
    return { ok: false, reason: `No request in this file is named ${name}.` };
  }
  return { ok: true, subject, span, name };
}

/** Every place that has to change when a subject gets another name. */
export function rename(file: RequestFile, subject: Subject, newName: string): Renaming {
  const reason = refusal(file, subject, newName);
  if (reason !== undefined) return { ok: false, reason };
  return { ok: true, places: occurrences(file, subject) };
}

function refusal(file: RequestFile, subject: Subject, newName: string): string | undefined {
  if (newName === subject.name) return undefined;
  if (subject.kind === 'request') {
    if (!/^\w+$/.test(newName)) return 'Use letters, digits and _ for the name of a request.';
    return requestNames(file).has(newName) ? `Another request is named ${newName} already.` : undefined;
  }
  if (referenceKind(newName) !== 'variable') {
    return 'Use letters, digits, _, - and . for a name, and no dot with "response" after it.';
  }
  if (subject.kind === 'placeholder') return undefined;
  if (isTaken(file, subject, newName)) {
    return `There is a variable ${newName} already. Use another name, so that the two stay apart.`;
  }
  return undefined;
}

/** Whether a name has another meaning where the renamed one is used. */
function isTaken(file: RequestFile, subject: Subject, newName: string): boolean {
  if (fileVariables(file).has(newName)) return true;
  const blocks = subject.kind === 'prompt' ? [subject.block] : file.blocks;
  return blocks.some((block) => promptsOf(block).some(({ name }) => name === newName));
}

function requestNames(file: RequestFile): ReadonlySet<string | undefined> {
  return new Set(requestsOf(file).map(({ block }) => requestName(block)));
}
