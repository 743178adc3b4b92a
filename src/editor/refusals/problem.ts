import * as vscode from 'vscode';
import { movedPlace } from '../../core/assist/bodyPlace.ts';
import type { Standing, StandingIn } from '../../core/assist/standing.ts';
import type { RequestMark } from '../../core/request/follow.ts';
import { pathText } from '../../core/send/named/named.ts';
import type { RefusedPlace } from '../../core/send/named/refused.ts';
import type { TextEdit } from '../../core/text/span.ts';
import { rangeOf } from '../documents.ts';

/** A request that a service refused, and where. */
export interface Refusal {
  readonly document: vscode.TextDocument;
  readonly mark: RequestMark;
  readonly places: readonly RefusedPlace[];
  /** Label of the environment. */
  readonly environment: string;
  /** When, in milliseconds since 1970. */
  readonly time: number;
  readonly documentation: string;
}

/** A problem of the service as it stands in its file now. */
export interface ServiceProblem {
  /** Of the file that it is in: the request's, or that of its body. */
  readonly uri: vscode.Uri;
  readonly diagnostic: vscode.Diagnostic;
  readonly place: RefusedPlace;
  readonly refusal: Pick<Refusal, 'environment' | 'time' | 'mark'>;
  /** JSON path of the property. */
  readonly property: string;
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
  const message = place.message === '' ? `The service does not accept ${property}.` : place.message;
  const { span, removal } = movedPlace(at, start);
  const diagnostic = new vscode.Diagnostic(rangeOf(document, span, 0), message, ERROR);
  diagnostic.source = `Answer of ${refusal.environment}`;
  diagnostic.code = { value: place.code, target: vscode.Uri.parse(refusal.documentation) };
  const { uri } = document;
  return { uri, diagnostic, place, refusal, property, removal: place.isUnwanted ? (removal ?? []) : [] };
}

const ERROR = vscode.DiagnosticSeverity.Error;
