import type { GraphError } from '../outcome.ts';
import type { Advice } from './advice.ts';
import type { ExplainContext } from './explanation.ts';

const METADATA =
  'To stay in the sandbox, give it what Microsoft Graph has with the command Graph HTTP: Download Metadata (--metadata on the command line).';
const SEND_THERE = 'Choose Microsoft Graph as the environment to send the request there.';

/**
 * Whether the sandbox refused because it does not have what the URL names: no mistake of the request, as long
 * as Microsoft Graph may have it.
 */
export function isOutsideSandbox(
  { status, message }: GraphError,
  { environment, endpoint }: ExplainContext,
): boolean {
  return !environment.real && endpoint === undefined && status === 400 && UNKNOWN_PATH.test(message);
}

/** How the sandbox says that a path leads to nothing that it knows. */
const UNKNOWN_PATH = /^Resource not found for the segment|^The path ends too early/;

/** What it means that the sandbox does not have the resource of a URL. */
export function outsideAdvice(): Advice {
  return {
    cause:
      'The sandbox has only the resources that Graph HTTP knows, and none at this URL. Microsoft Graph itself may have it.',
    advice: [
      SEND_THERE,
      'To stay in the sandbox, give it what Microsoft Graph has with the command Graph HTTP: Download Metadata (--metadata on the command line), or use one of the sample requests.',
    ],
  };
}

/**
 * Whether the sandbox refused because only a service can do what was asked: calls, content, links to what it does not
 * know; not where a person ordered a 501 of it.
 */
export function isBeyondSandbox({ status, message }: GraphError, { environment }: ExplainContext): boolean {
  return !environment.real && status === 501 && /\bsandbox (?:keeps|runs)\b/.test(message);
}

/** What it means that the sandbox has objects only, and links between those that it knows. */
export function beyondAdvice({ message }: GraphError): Advice {
  if (/\bkeeps links to objects\b|\bkeeps links of objects\b/.test(message)) {
    return {
      cause:
        'The sandbox tells from metadata what a link leads to, and has none for this. Microsoft Graph itself may take it.',
      advice: [SEND_THERE, METADATA],
    };
  }
  return {
    cause: 'The sandbox has objects only. Microsoft Graph itself may do what this request asks for.',
    advice: [SEND_THERE],
  };
}
