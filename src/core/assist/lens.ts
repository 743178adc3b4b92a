import type { Block } from '../request/tree.ts';
import type { Environment } from '../send/environments.ts';
import { whereTo } from '../send/target.ts';
import type { Span } from '../text/span.ts';

/** An action shown above a request. */
export interface Lens {
  /** What it belongs to, relative to the block. */
  readonly span: Span;
  readonly title: string;
  readonly tooltip: string;
  readonly action: 'send' | 'copyAsCurl' | 'explain';
}

/**
 * The actions of a block: none unless it is a request.
 *
 * @param urlText the URL with its references replaced as far as they are known
 */
export function lensesOf(
  block: Block,
  environment: Environment,
  urlText = block.kind === 'request' ? block.requestLine.url.text : '',
): readonly Lens[] {
  if (block.kind !== 'request') return [];
  const { requestLine } = block;
  const method = (requestLine.method?.text ?? 'GET').toUpperCase();
  const span = { start: requestLine.start, end: requestLine.end };
  const target = whereTo(urlText, environment);
  const first: Lens = target.ok
    ? {
        span,
        title: `$(play) Send ${method} → ${target.label}`,
        tooltip: `Send this request to ${target.label}`,
        action: 'send',
      }
    : {
        span,
        title: `$(circle-slash) Not sent to ${environment.label}`,
        tooltip: target.message,
        action: 'explain',
      };
  return [
    first,
    { span, title: 'Copy as cURL', tooltip: 'Copy this request as a cURL command', action: 'copyAsCurl' },
  ];
}
