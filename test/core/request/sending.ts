import assert from 'node:assert/strict';
import { parseFile } from '../../../src/core/request/parse.ts';
import { type Resolved, resolveRequest } from '../../../src/core/request/values/resolve.ts';
import { createScope, type Missing, type Scope } from '../../../src/core/request/values/scope.ts';
import { unmark } from './marks.ts';

/** What a test gives a scope, with plain objects for maps. */
export interface Given {
  readonly prompts?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly placeholders?: Readonly<Record<string, string>>;
  readonly responses?: Readonly<Record<string, { headers?: Record<string, string>; body?: string }>>;
  readonly processEnv?: Readonly<Record<string, string>>;
  readonly dotenv?: Readonly<Record<string, string>>;
  readonly now?: number;
  readonly offset?: number;
}

/** A scope in which nothing is left to chance. */
export function scopeOf(given: Given = {}): Scope {
  const map = (values: Readonly<Record<string, string>> = {}) => new Map(Object.entries(values));
  const responses = Object.entries(given.responses ?? {}).map(
    ([name, { headers = {}, body = '' }]) =>
      [
        name,
        { headers: Object.entries(headers).map(([key, value]) => ({ name: key, value })), body },
      ] as const,
  );
  return createScope({
    prompts: map(given.prompts),
    environment: map(given.environment),
    placeholders: map(given.placeholders),
    responses: new Map(responses),
    processEnv: (name) => map(given.processEnv).get(name),
    dotenv: (name) => map(given.dotenv).get(name),
    now: () => given.now ?? Date.UTC(2024, 1, 29, 12, 34, 56, 789),
    timeZoneOffset: () => given.offset ?? 120,
    random: () => 0.5,
    guid: () => '11111111-2222-4333-8444-555555555555',
  });
}

/** Resolves the last request of a file. */
export function resolveLast(text: string, given?: Given): Resolved {
  const file = parseFile(text);
  const index = file.blocks.findLastIndex((block) => block.kind === 'request');
  return resolveRequest(file, index, scopeOf(given));
}

/** The last request of a file as it would be sent, as text: `METHOD url`, headers, blank line, body. */
export function sent(text: string, given?: Given): string {
  const resolved = resolveLast(text, given);
  assert.ok(resolved.ok, resolved.ok ? '' : resolved.missing.map(({ reason }) => reason).join('\n'));
  const { method, url, headers, body } = resolved.request;
  const head = [`${method} ${url}`, ...headers.map(({ name, value }) => `${name}: ${value}`)].join('\n');
  return body === undefined ? head : `${head}\n\n${body}`;
}

/** What the last request of a file lacks, as `kind name`; marks in it say where, in the order of `lacks`. */
export function lacks(marked: string, wanted: readonly string[], given?: Given): readonly Missing[] {
  const { text, spans } = unmark(marked);
  const file = parseFile(text);
  const index = file.blocks.findLastIndex((block) => block.kind === 'request');
  const resolved = resolveRequest(file, index, scopeOf(given));
  assert.ok(!resolved.ok, 'nothing is missing');
  const base = file.starts[index] ?? 0;
  const found = [...resolved.missing].sort((a, b) => a.span.start - b.span.start);
  assert.deepEqual(
    found.map(({ kind, name }) => `${kind} ${name}`),
    wanted,
  );
  if (spans.length > 0) {
    assert.deepEqual(
      found.map(({ span }) => text.slice(base + span.start, base + span.end)),
      spans.map(({ start, end }) => text.slice(start, end)),
    );
  }
  for (const { reason } of found) assert.match(reason, /[.?…]$/, 'a reason is a sentence');
  return found;
}
