import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pathSegments } from '../../../src/core/catalog/path.ts';
import { cpuTime } from '../../support/cpuTime.ts';

const texts = (path: string) => pathSegments(path).map(({ text }) => text);
const splits = (path: string, ...expected: string[]) => assert.deepEqual(texts(path), expected, path);
const calls = (segment: string, name: string, keys: readonly object[]) =>
  assert.deepEqual(pathSegments(`/${segment}`)[0]?.call, { name, keys }, segment);
const callsNothing = (segment: string) =>
  assert.equal(pathSegments(`/${segment}`)[0]?.call, undefined, segment);

/** Any UTF-16 code units, lone surrogates among them. */
const anyText = fc.string({
  unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  maxLength: 40,
});

describe('pathSegments', () => {
  it('splits at slashes, and forgives one at the end', () => {
    splits('/a/b', 'a', 'b');
    splits('/a/b/', 'a', 'b');
    splits('a/b', 'a', 'b');
    splits('/');
    splits('');
    splits('/a//b', 'a', '', 'b');
    splits('//', '');
  });
  it('undoes percent-encoding, each segment by itself', () => {
    splits('/a%20b/c%2Fd', 'a b', 'c/d');
    splits('/100%', '100%');
    splits('/%E0%A4%A', '%E0%A4%A');
  });
  it('stops at a query or fragment', () => {
    splits('/a/b?c=/d', 'a', 'b');
    splits('/a/b#/d', 'a', 'b');
  });
  it('keeps a reference whole', () => {
    splits("/a/{{$datetime 'YYYY/MM?'}}/b", 'a', "{{$datetime 'YYYY/MM?'}}", 'b');
    splits('/a/{{open/b', 'a', '{{open/b');
    splits('/a/{id}/b', 'a', '{id}', 'b');
  });
  it('reads keys in parentheses', () => {
    calls("members('x')", 'members', [{ value: 'x' }]);
    calls("members('o''x%2F1')", 'members', [{ value: "o'x/1" }]);
    calls('members(42)', 'members', [{ value: '42' }]);
    calls('members({id})', 'members', [{ value: '{id}' }]);
    calls('members({{get.response.body.$.id}})', 'members', [{ value: '{{get.response.body.$.id}}' }]);
  });
  it('reads alternate keys', () => {
    calls("servicePrincipals(appId='a')", 'servicePrincipals', [{ name: 'appId', value: 'a' }]);
    calls("x(a='1',b=2, c='d,e')", 'x', [
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
      { name: 'c', value: 'd,e' },
    ]);
    calls('x(appId={appId})', 'x', [{ name: 'appId', value: '{appId}' }]);
  });
  it('reads no keys where there are none', () => {
    for (const segment of [
      'f()',
      'f( )',
      'a',
      "('x')",
      "f('x",
      "f('x')y",
      "f('a' 'b')",
      'f(a=1,)',
      'f(a=,b=1)',
    ]) {
      callsNothing(segment);
    }
  });
  it('takes any text', () => {
    fc.assert(fc.property(anyText, (path) => Array.isArray(pathSegments(path))));
  });
  it('is linear on hostile texts', () => {
    const start = cpuTime();
    for (const text of [
      '/'.repeat(200_000),
      `x(${'a=1,'.repeat(50_000)})`,
      '{{'.repeat(100_000),
      `f(${"'".repeat(200_000)})`,
    ]) {
      pathSegments(text);
    }
    assert.ok(cpuTime() - start < 10_000);
  });
});
