import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { cpuTime } from '../../support/cpuTime.ts';
import { offers } from './vocabulary.ts';

const HEAD = 'PATCH /v1.0/servicePrincipals/7/microsoft.graph.agentIdentity\n';
const MILLION = 1_000_000;

/** What nobody writes, and where the cursor is in it. */
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['a long text', `${HEAD}\n{ "displayName": "${'a '.repeat(MILLION / 2)}|" }`],
  ['a long text without end', `${HEAD}\n{ "displayName": "|${'a '.repeat(MILLION / 2)}`],
  ['many quotes', `${HEAD}\n{ "displayName": "|${'"'.repeat(MILLION)}`],
  ['many backslashes', `${HEAD}\n{ "displayName": "|${'\\'.repeat(MILLION)}"`],
  ['many backslashes before', `${HEAD}\n{ "displayName": "${'\\'.repeat(MILLION)}"| }`],
  ['many blanks', `${HEAD}\n{ "displayName"${' '.repeat(MILLION)}| }`],
  ['many names that are one', `${HEAD}\n{ ${'"a":1,'.repeat(60_000)} | }`],
  ['many names', `${HEAD}\n{ ${Array.from({ length: 60_000 }, (_, index) => `"a${index}":1,`).join('')} | }`],
  ['many objects', `${HEAD}\n{ "appRoles": [${'{},'.repeat(MILLION / 3)} | ] }`],
  ['many slashes', `${HEAD}\n{ |${'/'.repeat(MILLION)}`],
  ['many open comments', `${HEAD}\n{ ${'/*'.repeat(MILLION / 2)}| }`],
  ['a long URL', `PATCH /v1.0${'/a'.repeat(MILLION / 2)}/|`],
  ['a URL of braces', `PATCH /v1.0/|${'{'.repeat(MILLION)}`],
  ['a URL of braces before', `PATCH /v1.0/${'{{}}'.repeat(MILLION / 4)}|`],
  ['a URL of closing braces', `PATCH /v1.0/${'}'.repeat(MILLION)}|`],
  ['a long query', `GET /v1.0/me?${'$select=a,&'.repeat(MILLION / 11)}|`],
  ['a long list of preferences', `${HEAD}Prefer: ${'a, '.repeat(MILLION / 3)}|`],
  ['a long header name', `${HEAD}${'a'.repeat(MILLION)}|`],
  ['a long comment', `# ${'graph-http-ignore '.repeat(MILLION / 18)}|\n${HEAD}`],
  ['a comment of codes', `# graph-http-ignore ${'a-a '.repeat(MILLION / 4)}|\n${HEAD}`],
  ['a comment of codes and none', `# graph-http-ignore ${'a-a '.repeat(MILLION / 4)}:|\n${HEAD}`],
  ['a long variable', `@${'a'.repeat(MILLION)}|\n${HEAD}`],
  ['an open reference', `GET /{{${' '.repeat(MILLION)}|`],
  ['a long path of an answer', `GET /{{a.response.body.$${'.a'.repeat(MILLION / 2)}|`],
];

suite('completion takes linear time', () => {
  for (const [what, text] of TEXTS) {
    test(what, async () => {
      const begun = cpuTime();
      await offers(text);
      const took = cpuTime() - begun;
      assert.ok(took < 20_000, `${Math.round(took)} ms`);
    });
  }
});
