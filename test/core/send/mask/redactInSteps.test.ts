import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { createScanner } from 'jsonc-parser';
import { Echoes } from '../../../../src/core/send/mask/echoes.ts';
import { redactBody } from '../../../../src/core/send/mask/redactBody.ts';
import type { Outcome } from '../../../../src/core/send/outcome.ts';
import { isDoubtfulName, isSecretName, MASK, maskPatterns } from '../../../../src/core/text/secrets.ts';
import { runInSlices } from '../../../../src/core/text/slices.ts';

const turn = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve);
  });

/** What is masked in a body, found with all of its tokens at hand: the same without steps. */
function redactedAtOnce(text: string, mask: (text: string) => string = maskPatterns): string {
  const tokens = tokensOf(text);
  const names = (name: string) => isSecretName(name) || isDoubtfulName(name);
  const masked = isJson(text) ? inJson(tokens, names, mask) : inBroken(tokens, names, mask);
  let result = '';
  let from = 0;
  for (const { start, end, by } of masked) {
    result += text.slice(from, start) + by;
    from = end;
  }
  result += text.slice(from);
  return isJson(text) ? result : mask(result);
}

interface Token {
  readonly kind: number;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY, COMMA, COLON, FALSE, STRING, NUMBER] = [
  1, 2, 3, 4, 5, 6, 9, 10, 11,
];

function tokensOf(text: string): readonly Token[] {
  const scanner = createScanner(text, false);
  const tokens: Token[] = [];
  for (let kind: number = scanner.scan(); kind !== 17; kind = scanner.scan()) {
    if (kind === 14 || kind === 15) continue;
    const start = scanner.getTokenOffset();
    tokens.push({ kind, value: scanner.getTokenValue(), start, end: start + scanner.getTokenLength() });
  }
  return tokens;
}

function inJson(tokens: readonly Token[], names: (name: string) => boolean, mask: (text: string) => string) {
  const around: boolean[] = [];
  let [secret, named] = [false, false];
  return tokens.flatMap((token, index) => {
    const isName = tokens[index + 1]?.kind === COLON;
    if (token.kind === OPEN_OBJECT || token.kind === OPEN_ARRAY) {
      around.push(secret);
      secret ||= named;
      named = false;
    } else if (token.kind === CLOSE_OBJECT || token.kind === CLOSE_ARRAY) secret = around.pop() ?? false;
    else if (token.kind === COMMA) named = false;
    else if (token.kind === STRING || token.kind === NUMBER) {
      if (isName) named = names(token.value);
      else if (secret || named) return [{ ...token, by: JSON.stringify(MASK) }];
      return looks(token, isName && /^[a-z]+$/i.test(token.value) ? maskPatterns : mask);
    }
    return [];
  });
}

function inBroken(
  tokens: readonly Token[],
  names: (name: string) => boolean,
  mask: (text: string) => string,
) {
  const words = tokens.filter(({ kind }) => kind > FALSE);
  const suspicious = words.some(({ value }) => value.split(/[^\w$-]+/).some(names));
  return tokens.flatMap((token, index) => {
    if (token.kind <= FALSE) return [];
    const before = tokens[index - 1]?.kind;
    const isName =
      token.kind === STRING &&
      tokens[index + 1]?.kind === COLON &&
      (before === OPEN_OBJECT || before === COMMA);
    if (!suspicious || isName) return looks(token, mask);
    return [{ ...token, by: token.kind === STRING ? JSON.stringify(MASK) : MASK }];
  });
}

function looks(token: Token, mask: (text: string) => string) {
  if (token.kind !== STRING && token.kind !== NUMBER) return [];
  const masked = mask(token.value);
  if (masked === token.value || (token.kind === NUMBER && masked !== MASK)) return [];
  return [{ ...token, by: JSON.stringify(masked) }];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** More than is masked in one step. */
const LONG = 140_000;
const TOKEN = `Bearer ${'a1'.repeat(10)}`;

const NAMES = fc.constantFrom(
  'displayName',
  'password',
  'key',
  'keyCredential',
  'hunter2-hunter2',
  'pw',
  'id',
);

/** JSON with secrets in it, under their names and elsewhere, some of it very long. */
const bodies = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>('hunter2-hunter2', 'pw', 1234, 5, true, null, 'plain', TOKEN, `say ${TOKEN}!`),
    fc.string(),
    fc.integer({ min: LONG, max: LONG + 9 }).map((length) => `${'x '.repeat(length / 2)}${TOKEN} pw`),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(NAMES, tie('value')), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
  ),
})).value;

suite('a body that is masked in steps', () => {
  const echoes = new Echoes({
    method: 'PATCH',
    url: '/me',
    headers: [],
    body: JSON.stringify({ password: 'hunter2-hunter2', pin: 1234, secret: 'pw' }),
  });

  test('loses what it loses at once, JSON or not, however long it is', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, fc.boolean(), fc.nat(), async (value, isBroken, cut) => {
        const json = JSON.stringify(value, null, 1);
        const body = isBroken ? json.slice(0, cut % (json.length + 1)) : json;
        assert.equal(redactBody(body), redactedAtOnce(body));
        const answer = { status: 200, headers: [], body, size: 0, duration: 0, clientRequestId: '' };
        const masked = await runInSlices(echoes.outcome({ kind: 'changed', answer }), { slice: 0, turn });
        assert.ok('answer' in masked);
        assert.equal(masked.answer.body, redactedAtOnce(body, echoes.text));
      }),
      { numRuns: 300 },
    );
  });

  test('has an object that says the same as its text', async () => {
    const item = { id: 'x', password: 'hunter2-hunter2', note: TOKEN, amount: 1 };
    const body = JSON.stringify({ value: Array.from({ length: 3_000 }, () => item) }).replaceAll(
      '"amount":1',
      '"amount":1.50',
    );
    const answer = { status: 200, headers: [], body, size: 0, duration: 0, clientRequestId: '' };
    const outcome: Outcome = { kind: 'object', answer, object: JSON.parse(body) };
    const masked = await runInSlices(echoes.outcome(outcome), { slice: 0, turn });
    assert.ok(masked.kind === 'object');
    assert.deepEqual(masked.object, JSON.parse(masked.answer.body));
    assert.doesNotMatch(JSON.stringify(masked), /hunter2|a1a1/);
    assert.match(masked.answer.body, /"amount":1\.50/);
  });

  test('has its steps close together', () => {
    const item = { id: 'x', displayName: 'Adele', note: 'lorem ipsum' };
    const body = JSON.stringify({ value: Array.from({ length: 20_000 }, () => item) });
    for (const text of [body, body.slice(0, -2)]) {
      const answer = { status: 200, headers: [], body: text, size: 0, duration: 0, clientRequestId: '' };
      const steps = echoes.outcome({ kind: 'changed', answer });
      let count = 0;
      while (steps.next().done !== true) count++;
      assert.ok(count > text.length / 10_000, `${count} steps`);
    }
  });
});
