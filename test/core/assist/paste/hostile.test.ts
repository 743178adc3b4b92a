import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPasted } from '../../../../src/core/assist/paste/pasted.ts';
import { cpuTime } from '../../../support/cpuTime.ts';

/** Work that is quadratic in so many UTF-16 code units takes minutes; what recurses runs out of stack. */
const SIZE = 400_000;
/** Milliseconds; far more than linear work takes. */
const LIMIT = 4_000;

const many = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length));
const ME = 'https://graph.microsoft.com/v1.0/me';
const INVOKE = 'Invoke-MgGraphRequest -Uri /v1.0/me';

const TEXTS: Readonly<Record<string, string>> = {
  'cURL: quotes': `curl ${many("'")}`,
  'cURL: double quotes': `curl ${many('"')}`,
  'cURL: lines that go on': `curl ${many('\\\n')}`,
  'cURL: headers': `curl ${ME} ${many('-H a:b ')}`,
  'cURL: bodies': `curl ${ME} ${many('-d a ')}`,
  'cURL: escapes': `curl ${ME} ${many("$'\\x")}`,
  'cURL: a deep body': `curl ${ME} -d '${many('[')}${many(']')}'`,
  'cURL: commands': many(`curl ${ME}\n`),
  'az rest: headers': `az rest --url ${ME} ${many('--headers a=b ')}`,
  'az rest: an open body': `az rest --url ${ME} --body "${many('\\"')}`,
  'm365 request: headers': `m365 request --url @graph/me ${many('--a b ')}`,
  'fetch: objects': `fetch("${ME}", ${many('{')}`,
  'fetch: members': `fetch("${ME}", {"headers":{${many('"a":"b",')}}})`,
  'fetch: calls': many('fetch('),
  'fetch: escapes': `fetch("${many('\\u0041')}")`,
  'a script: calls': many('requests.patch('),
  'a script: objects': `axios.patch("${ME}", ${many('{a:')}`,
  'a script: open texts': many('axios.patch(`'),
  'a script: joined texts': `axios.patch("${ME}", ${many('"a"+')}"a")`,
  'a script: comments': `axios.patch(${many('/*')}`,
  'a script: variables that laugh': `${Array.from({ length: 60 }, (_, at) => `v${at} = [v${at + 1}, v${at + 1}]\n`).join('')}requests.patch("${ME}", json=v0)`,
  'a script: texts that laugh': `${Array.from({ length: 60 }, (_, at) => `v${59 - at} = v${60 - at} + v${60 - at}\n`).join('')}requests.patch("${ME}", data=v0)`,
  'a script: variables': `${many('a = b\n').slice(0, 190_000)}requests.patch(a)`,
  'a script: chains': `client.api('/me')${many('.header()')}.get()`,
  'PowerShell: hash tables': `${INVOKE} -Body ${many('@{a=')}`,
  'PowerShell: lists': `${INVOKE} -Body ${many('@(')}`,
  'PowerShell: brackets': `${INVOKE} -Body ${many('(')}`,
  'PowerShell: here-strings': `$a = ${many("@'\n")}${INVOKE}`,
  'PowerShell: variables that need themselves': `${many('$x = $x\n')}Invoke-MgGraphRequest -Uri $x`,
  'PowerShell: references': `Invoke-MgGraphRequest -Uri "${many('$a')}"`,
  'PowerShell: joined texts': `irm -Uri (${many("'a'+")}'a')`,
  'PowerShell: formatted texts': `irm -Uri ("${many('{0}')}" -f 'a')`,
  'PowerShell: loops': many('foreach ($a in $b) {'),
  'PowerShell: commands': many(`${INVOKE}\n`),
  'PowerShell: casts': `${many('[void](')}${INVOKE}`,
  'PowerShell: comments': `${many('<#')}${INVOKE}`,
  'PowerShell: cmdlets': many('Update-MgUser -a\n'),
  'Graph Explorer: percent signs': `https://developer.microsoft.com/graph/graph-explorer?request=${many('%25')}`,
  'Graph Explorer: parameters': `https://developer.microsoft.com/graph/graph-explorer?${many('request=a&')}`,
  'a page: fences': many('```\n'),
  'a page: requests in fences': many('```http\nGET /v1.0/me\n```\n'),
  'a page: comments': many('<!--'),
  'a page: requests': many(`PATCH ${ME}\n`),
  'a page: headers that are left out': `PATCH /v1.0/me\n${many('Authorization: x\n')}`,
  'a page: comment lines': `${many('#\n')}PATCH /v1.0/me`,
};

for (const [name, text] of Object.entries(TEXTS)) {
  test(`a hostile clipboard is read in linear time: ${name}`, () => {
    const start = cpuTime();
    readPasted(text);
    assert.ok(cpuTime() - start < LIMIT, `${Math.round(cpuTime() - start)} ms`);
  });
}
