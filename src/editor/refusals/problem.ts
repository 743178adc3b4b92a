import * as vscode from 'vscode';
import { movedPlace } from '../../core/assist/bodyPlace.ts';
import { headPlace } from '../../core/assist/headPlace.ts';
import type { Standing, StandingIn } from '../../core/assist/standing.ts';
import type { RequestMark } from '../../core/request/follow.ts';
import type { RequestBlock } from '../../core/request/tree.ts';
import { pathText } from '../../core/send/named/named.ts';
import type { RefusedPart, RefusedPlace } from '../../core/send/named/refused.ts';
import type { TextEdit } from '../../core/text/span.ts';
import { rangeOf } from '../documents.ts';

/** A request that a service refused, and where. */
export interface Refusal {
  readonly document: vscode.TextDocument;
  readonly mark: RequestMark;
  readonly places: readonly RefusedPlace[];
  /** Parts of the head that it named. */
  readonly parts: readonly StandingPart[];
  /** Label of the environment. */
  readonly environment: string;
  /** When, in milliseconds since 1970. */
  readonly time: number;
  readonly documentation: string;
}

/** A part of the head that a service named, and how it was written then. */
export interface StandingPart {
  readonly said: RefusedPart;
  readonly written: string;
}

/** A problem of the service as it stands in its file now. */
export interface ServiceProblem {
  /** Of the file that it is in: the request's, or that of its body. */
  readonly uri: vscode.Uri;
  readonly diagnostic: vscode.Diagnostic;
  readonly place: Pick<RefusedPlace, 'status'>;
  readonly refusal: Pick<Refusal, 'environment' | 'time' | 'mark'>;
  /** JSON path of the property; absent for a part of the head. */
  readonly property?: string;
  /** What takes the property out, where the service does not want it; offsets of the document. */
  readonly removal: readonly TextEdit[];
}

/** The problems of a refusal that still stand in a body, which begins at `start` of the document. */
export function problemsOf(
  document: vscode.TextDocument,
  refusal: Refusal,
  { all }: StandingIn<RefusedPlace>,
  start: number,
): readonly ServiceProblem[] {
  return all.map((each) => problemAt(document, refusal, each, start));
}

function problemAt(
  document: vscode.TextDocument,
  refusal: Refusal,
  { said: place, at }: Standing<RefusedPlace>,
  start: number,
): ServiceProblem {
  const property = pathText(place.path);
  const { span, removal } = movedPlace(at, start);
  const said = { ...place, message: place.message || `The service does not accept ${property}.` };
  const diagnostic = diagnosticOf(refusal, said, rangeOf(document, span, 0));
  const { uri } = document;
  return { uri, diagnostic, place, refusal, property, removal: place.isUnwanted ? (removal ?? []) : [] };
}

/** The parts of the head that still stand in a request as they were refused; the request begins at `start`. */
export function headProblemsOf(
  document: vscode.TextDocument,
  refusal: Refusal,
  block: RequestBlock,
  start: number,
): readonly ServiceProblem[] {
  return refusal.parts.flatMap(({ said, written }) => {
    const now = headPlace(block, said.part);
    if (now?.written !== written) return [];
    const message = said.message || `The service does not accept this ${WORDS[said.part.kind]}.`;
    const diagnostic = diagnosticOf(refusal, { ...said, message }, rangeOf(document, now.span, start));
    return [{ uri: document.uri, diagnostic, place: said, refusal, removal: [] }];
  });
}

const WORDS: Readonly<Record<RefusedPart['part']['kind'], string>> = {
  header: 'header',
  segment: 'part of the URL',
  option: 'query option',
};

function diagnosticOf(
  { environment, documentation }: Refusal,
  { message, code }: Pick<RefusedPart, 'message' | 'code'>,
  range: vscode.Range,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = `Answer of ${environment}`;
  diagnostic.code = { value: code, target: vscode.Uri.parse(documentation) };
  return diagnostic;
}
