import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { grammar, lacks, scopes, scopesAt, tokenize } from './tokens.ts';

const METHOD = 'keyword.control.method.graph-http';
const SEGMENT = 'entity.name.function.segment.graph-http';
const KEY = 'string.unquoted.key.graph-http';
const JSON_BLOCK = 'meta.embedded.block.json';
const REFERENCE = 'meta.reference.graph-http';

describe('the request line', () => {
  test('has a method, in either case', async () => {
    await scopes('|PATCH /v1.0/me', METHOD);
    await scopes('  |patch /v1.0/me', METHOD);
    await scopes('|PATCH', METHOD);
  });

  test('may lack the method', async () => {
    await scopes('|https://graph.microsoft.com/v1.0/me', 'string.other.link.scheme');
    await lacks('|https://graph.microsoft.com/v1.0/me', METHOD);
    await scopes('/v1.0/|me', SEGMENT);
  });

  test('has a scheme, a host and a version', async () => {
    await scopes('PATCH |https://graph.microsoft.com/v1.0/me', 'string.other.link.scheme', 'meta.url');
    await scopes('PATCH https://|graph.microsoft.com/v1.0/me', 'string.other.link.host');
    await scopes('PATCH https://{{|host}}/v1.0/me', 'string.other.link.host', 'variable.reference');
    await scopes('PATCH https://graph.microsoft.com/|v1.0/me', 'constant.numeric.api-version');
    await scopes('PATCH /|beta/me', 'constant.numeric.api-version');
    await scopes('PATCH {{base}}/|beta/me', 'constant.numeric.api-version');
    await scopes('PATCH /|betamax/me', SEGMENT);
  });

  test('ends with an HTTP version', async () => {
    await scopes('PATCH /v1.0/me |HTTP/1.1', 'keyword.other.protocol');
    await scopes('PATCH /v1.0/me HTTP/|1.1', 'constant.numeric.version');
    await lacks('PATCH /v1.0/me HTTP/|1.1', 'meta.url');
    await scopes('PATCH /v1.0/me?$search=HTTP/1.1 |rocks', 'meta.url');
  });
});

describe('the path', () => {
  test('tells names from keys', async () => {
    await scopes('PATCH /v1.0/|connections/x', SEGMENT);
    await scopes('PATCH /v1.0/|oauth2PermissionGrants/x', SEGMENT);
    await scopes('PATCH /v1.0/users/|b6ba0328-c201-4313-cd28-3e8464fe86e9', KEY);
    await scopes('PATCH /v1.0/users/|adele@contoso.com/manager', KEY);
    await scopes('PATCH /v1.0/users/|42', KEY);
    await scopes('PATCH /v1.0/users/|a{{b}}c', KEY);
  });

  test('has placeholders and references', async () => {
    await scopes('PATCH /v1.0/connections/{|connectionsId}', 'variable.parameter.placeholder');
    await scopes('PATCH /v1.0/users/{{|user}}', REFERENCE, 'variable.reference');
    await lacks('PATCH /v1.0/users/{{|user}}', 'variable.parameter.placeholder');
    await lacks('PATCH /v1.0/users/{|user', 'variable.parameter.placeholder');
  });

  test('has casts, options and key predicates', async () => {
    await scopes('PATCH /v1.0/servicePrincipals/x/|microsoft.graph.agentIdentity', 'entity.name.type.cast');
    await scopes('PATCH /v1.0/servicePrincipals/|graph.agentIdentity/x', 'entity.name.type.cast');
    await scopes('GET /v1.0/me/photo/|$value', 'keyword.other.option');
    await scopes("GET /v1.0/applications(|appId='x')", 'variable.parameter.key');
    await scopes("GET /v1.0/applications(appId=|'x')", 'string.quoted.single.key');
    await scopes("GET /v1.0/applications(appId='it''|s{{id}}')", 'string.quoted.single.key');
    await scopes("GET /v1.0/applications(appId='x')/|owners", SEGMENT);
    await scopes('GET /v1.0/getRange(from=1|,to=2)', 'punctuation.separator.key');
    await scopes('GET /v1.0/getRange(from=1,to=|2)', KEY);
  });
});

describe('the query', () => {
  test('has options, names and values', async () => {
    await scopes('GET /v1.0/me?|$select=id', 'keyword.other.option');
    await scopes('GET /v1.0/me?|%24select=id', 'keyword.other.option');
    await scopes('GET /v1.0/me?$select|=id', 'keyword.operator.assignment');
    await scopes('GET /v1.0/me?$select=|id', 'string.unquoted.query');
    await scopes('GET /v1.0/me?$top=1&|trace=on', 'variable.parameter.query');
    await scopes('GET /v1.0/me?a=b|%20c', 'constant.character.escape');
    await scopes('GET /v1.0/me?a={{|b}}', 'variable.reference');
    await scopes('GET /v1.0/me#|part', 'string.unquoted.fragment');
  });

  test('goes on over the next lines', async () => {
    await scopes('GET /v1.0/me\n  ?|$select=id\n  &$top=1', 'keyword.other.option', 'meta.url');
    await scopes('GET /v1.0/me\n  ?$select=id\n  &$top=|1 HTTP/1.1', 'string.unquoted.query');
    await scopes('GET /v1.0/me\n  ?$select=id\n  &$top=1 |HTTP/1.1', 'keyword.other.protocol');
  });
});

describe('headers', () => {
  test('have a name and a value', async () => {
    await scopes('PATCH /me\n|Content-Type: application/json', 'entity.name.tag.header');
    await scopes('PATCH /me\nContent-Type|: application/json', 'punctuation.separator.header');
    await scopes('PATCH /me\nContent-Type: |application/json', 'string.unquoted.header');
    await scopes('PATCH /me\nIf-Match: {{|etag}}', 'string.unquoted.header', 'variable.reference');
  });

  test('have comments among them', async () => {
    await scopes('PATCH /me\n|# no\nX: 1', 'comment.line.number-sign');
    await scopes('PATCH /me\n  // |no\nX: 1', 'comment.line.double-slash');
    await scopes('PATCH /me\n# no\n|X: 1', 'entity.name.tag.header');
    await lacks('PATCH /me\nX: 1 |# sent', 'comment');
  });

  test('end at the first blank line', async () => {
    await lacks('PATCH /me\nX: 1\n\n|Y: 2', 'entity.name.tag.header');
    await lacks('PATCH /me\nX: 1\n \t\n|Y: 2', 'entity.name.tag.header');
  });
});

describe('comments and metadata', () => {
  test('stand above the request', async () => {
    await scopes('|# text\nPATCH /me', 'comment.line.number-sign');
    await scopes('  |// text\nPATCH /me', 'comment.line.double-slash');
    await scopes('# |@name first\nPATCH /me', 'keyword.other.directive');
    await scopes('# @name |first\nPATCH /me', 'entity.name.function.request');
    await scopes('// @prompt |password for the account', 'variable.parameter.prompt');
    await scopes('// @prompt password |for the account', 'string.unquoted.directive');
    await scopes('# @note |Careful', 'string.unquoted.directive');
    await scopes('# |@no-redirect', 'keyword.other.directive');
    await lacks('# mail |@name now', 'keyword.other.directive');
    await scopes('```http\n|PATCH /me\n```', METHOD);
    await scopes('|```http\nPATCH /me', 'comment.line.fence');
    await scopes('PATCH /me\n\n{}\n|```', 'comment.line.fence');
  });
});

describe('separators', () => {
  test('are headings', async () => {
    await scopes('|### First', 'markup.heading', 'punctuation.definition.heading');
    await scopes('#### |First', 'markup.heading', 'entity.name.section');
    await lacks('|## First', 'markup.heading');
    await lacks(' |### First', 'markup.heading');
  });
});

describe('file variables', () => {
  test('have a name and a value with references', async () => {
    await scopes('@|host = x', 'variable.definition');
    await scopes('@host |= x', 'keyword.operator.assignment');
    await scopes('@host=|x', 'string.unquoted.variable');
    await scopes('@host = a{{|b}}', 'variable.reference');
    await scopes('### t\n@|host = x\nPATCH /me', 'variable.definition');
    await lacks('PATCH /me\n@|host = x', 'variable.definition');
  });
});

describe('references', () => {
  test('name system variables and their arguments', async () => {
    await scopes('@x = {{|$guid}}', 'support.function.system');
    await scopes('@x = {{ |$randomInt 1 20 }}', 'support.function.system');
    await scopes('@x = {{$randomInt 1 |20}}', 'constant.numeric');
    await scopes('@x = {{$timestamp -1 |d}}', 'keyword.other.unit');
    await scopes('@x = {{$datetime |iso8601}}', 'constant.language.format');
    await scopes("@x = {{$datetime |'yyyy-MM' 1 y}}", 'string.quoted.single');
    await scopes('@x = {{$datetime |"yyyy-MM"}}', 'string.quoted.double');
    await scopes('@x = {{$processEnv |HOME}}', 'variable.parameter.argument');
  });

  test('name answers of earlier requests', async () => {
    await scopes('@x = {{|read.response.body.$.id}}', 'entity.name.function.request');
    await scopes('@x = {{read.|response.body.$.id}}', 'keyword.other.response');
    await scopes('@x = {{read.response.|headers.ETag}}', 'keyword.other.response');
    await scopes('@x = {{read.response.body.|$.items[0].id}}', 'variable.other.path');
    await scopes('@x = {{1é-x.|response}}', 'keyword.other.response');
  });

  test('name variables, and show what can be no name', async () => {
    await scopes('@x = {{|api-version.1}}', 'variable.reference');
    await scopes('@x = {{ |größe }}', 'variable.reference');
    await scopes('@x = {{|a b}}', 'invalid.illegal.reference');
    await scopes('@x = {{|-a}}', 'invalid.illegal.reference');
  });

  test('end on their line', async () => {
    await lacks('@x = {{|open\nPATCH /me', REFERENCE);
    await scopes('@x = {{open\n|PATCH /me', METHOD);
  });
});

describe('JSON bodies', () => {
  const body = (json: string) => `PATCH /me\nContent-Type: application/json\n\n${json}`;

  test('are embedded JSON from their first line on', async () => {
    await scopes(body('|{ "a": 1 }'), JSON_BLOCK);
    await scopes(body('{ "|a": 1 }'), JSON_BLOCK, 'support.type.property-name.json');
    await scopes(body('\n\n  |[1]'), JSON_BLOCK);
    await scopes(body('# first\n|[1]'), JSON_BLOCK);
    await scopes(body('{{|whole}}'), JSON_BLOCK, REFERENCE);
    await scopes(body('|true'), JSON_BLOCK, 'constant.language.json');
  });

  test('have references in strings, names and bare', async () => {
    await scopes(body('{ "a": "x {{|y}} z" }'), 'string.quoted.double.json', REFERENCE, 'variable.reference');
    await scopes(body('{ "a": "x {{y}} |z" }'), 'string.quoted.double.json');
    await lacks(body('{ "a": "x {{y}} |z" }'), REFERENCE);
    await scopes(body('{ "{{|y}}": 1 }'), 'support.type.property-name.json', REFERENCE);
    await scopes(body('{ "a": {{|y}} }'), REFERENCE);
    await scopes(body('{ "a": {{y}}, "|b": 1 }'), 'support.type.property-name.json');
    await scopes(body('{ "a": {{|$randomInt 1 2}} }'), 'support.function.system');
  });

  test('have comment lines, and nothing else is a comment', async () => {
    await scopes(body('{\n  |# no\n  "a": 1\n}'), 'comment.line.number-sign');
    await scopes(body('{\n  |// no\n  "a": 1\n}'), 'comment.line.double-slash');
    await scopes(body('{\n  // no\n  "|a": 1\n}'), 'support.type.property-name.json');
    await scopes(body('{ "a": 1 } |// sent'), 'invalid.illegal.comment');
    await scopes(body('{ |/* sent\n "a": 1 }'), 'invalid.illegal.comment');
    await scopes(body('{ /* sent\n "|a": 1 }'), 'support.type.property-name.json');
    await lacks(body('{ "a": "https:|//x" }'), 'invalid', 'comment');
  });

  test('begin without the blank line too, so that the rest is readable', async () => {
    await scopes('PATCH /me\nX: 1\n{ "|a": 1 }', JSON_BLOCK, 'support.type.property-name.json');
  });

  for (const broken of [
    '{',
    '[',
    '"',
    '{ "a',
    '{ "a": "',
    '{ "a": /*',
    '{{',
    '{{{{[[[[',
    '}}}]]]',
    '{ "a": [ { "b": "\\',
  ]) {
    test(`end at the next separator: ${broken}`, async () => {
      await scopes(`${body(broken)}\n|### Next\n\nPATCH /v1.0/me\n\n{}`, 'markup.heading');
      await scopes(`${body(broken)}\n### Next\n\n|PATCH /v1.0/me\n\n{}`, METHOD);
      await scopes(`${body(broken)}\n### Next\n\nPATCH /v1.0/|me\n\n{}`, SEGMENT);
      assert.deepEqual(
        await scopesAt(`${body(broken)}\n### Next\n\nPATCH /v1.0/me\n\n|{}`),
        await scopesAt('PATCH /v1.0/me\n\n|{}'),
      );
    });
  }
});

describe('other bodies', () => {
  test('are files', async () => {
    await scopes('POST /x\n\n|< ./a.json', 'keyword.operator.file');
    await scopes('POST /x\n\n|<@ ./a.json', 'keyword.operator.file');
    await scopes('POST /x\n\n<@ |./a b.json', 'string.unquoted.path');
    await scopes('POST /x\n\n<@ ./{{|a}}.json', 'variable.reference');
    await lacks('POST /x\n\n|<root/>', 'keyword.operator.file');
  });

  test('are text with references', async () => {
    await scopes('PUT /x\n\nHello {{|name}}', 'meta.text', 'variable.reference');
    await scopes('PUT /x\n\nHello\n|# not sent', 'comment.line.number-sign');
    await lacks('PUT /x\n\nHello\n|{ "a": 1 }', JSON_BLOCK);
  });
});

describe('pasted responses', () => {
  test('have a status line, headers and a body', async () => {
    await scopes('|HTTP/1.1 200 OK\nX: 1', 'keyword.other.protocol', 'meta.response');
    await scopes('HTTP/1.1 |200 OK', 'constant.numeric.status');
    await scopes('HTTP/1.1 200 |OK', 'string.unquoted.reason');
    await scopes('HTTP/1.1 200 OK\n|X: 1', 'entity.name.tag.header');
    await scopes('HTTP/1.1 200 OK\nX: 1\n\n{ "|a": 1 }', JSON_BLOCK, 'support.type.property-name.json');
    await scopes('HTTP/1.1 200 OK\n\n{ "\n### Next\n|PATCH /me', METHOD);
  });

  test('may have their headers behind the blank line, as some pages print them', async () => {
    await scopes('HTTP/1.1 200 OK\n\n|X: 1\n{ "a": 1 }', 'entity.name.tag.header');
    await scopes('HTTP/1.1 200 OK\n\nX: 1\n{ "|a": 1 }', JSON_BLOCK);
  });
});

describe('long and hostile lines', () => {
  const length = 20_000;
  const repeated = [
    '{',
    '{{',
    '{{a',
    ' ',
    'a ',
    '/',
    "('",
    '\t"',
    '\\',
    'a:',
    '{a}',
    '%',
    '?&=',
    ' HTTP/1.1',
    'a.',
  ];
  const begun = ['{{', '{{a', '{{$a', '{{a.response.body.', '(a=', "('", '@a', '#', '//', '"', 'HTTP/1.1 '];
  const lines = [
    ...repeated.map((piece) => piece.repeat(length / piece.length)),
    ...begun.flatMap((start) => [start + ' '.repeat(length), start + 'a'.repeat(length)]),
  ];

  /** Reads the last of the lines, all the others before it. */
  async function read(...text: readonly string[]): Promise<void> {
    const loaded = await grammar();
    let stack: Parameters<typeof loaded.tokenizeLine>[1] = null;
    for (const line of text) {
      const result = loaded.tokenizeLine(line, stack, 3_000);
      assert(!result.stoppedEarly, `Given up: ${text.at(-1)?.slice(0, 40)}`);
      stack = result.ruleStack;
    }
  }

  for (const line of lines) {
    test(`${length} characters are read in time: ${JSON.stringify(line.slice(0, 24))}…`, async () => {
      await read(`${line}x`);
      await read(`PATCH /${line}x`);
      await read(`@a =${line}x`);
      await read('PATCH /x', `${line}x`);
      await read('PATCH /x', `X:${line}x`);
      await read('PATCH /x', '', `{"a": ${line}x`);
    });
  }
});

describe('the grammar file', () => {
  const file = readFileSync(
    new URL('../../../media/language/graph-http.tmLanguage.json', import.meta.url),
    'utf8',
  );
  const source: { repository: Record<string, unknown> } = JSON.parse(file);
  const collect = (key: string) =>
    [...file.matchAll(new RegExp(`"${key}": "([^"]*)"`, 'g'))].map((each) => each[1] ?? '');

  test('includes only what exists, and all of it', () => {
    const included = new Set(collect('include').map((each) => each.replace('#', '')));
    for (const name of included) assert(name === 'source.json' || name in source.repository, name);
    for (const name of Object.keys(source.repository)) assert(included.has(name), `${name} is not included.`);
  });

  test('names scopes that end with the language', () => {
    for (const name of collect('name').slice(1)) assert.match(name, /\.graph-http$/);
    assert.deepEqual(new Set(collect('contentName')), new Set([JSON_BLOCK]));
  });

  test('loses no character', async () => {
    const text = readFileSync(new URL('./fixtures/broken.graph.http', import.meta.url), 'utf8');
    const lines: string[] = text.split('\n').map(() => '');
    for (const run of await tokenize(text)) lines[run.line] += run.text;
    assert.equal(lines.join('\n'), text);
  });
});

describe('scripts and handlers of other tools', () => {
  const SCRIPT = 'comment.block.script.graph-http';
  const HANDLER = 'comment.line.script.graph-http';

  test('are told from what is sent, wherever they stand', async () => {
    await scopes('< {% |set(1) %}\nPATCH /v1.0/me', SCRIPT);
    await scopes('< {%\n  |set(1)\n%}\nPATCH /v1.0/me', SCRIPT);
    await scopes('PATCH /v1.0/me\nIf-Match: *\n> {% |client.log(1) %}\n', SCRIPT);
    await scopes('PATCH /v1.0/me\n\n{ "a": 1 }\n\n> {%\n  |client.test("x", () => {})\n%}\n', SCRIPT);
    await scopes('POST /v1.0/me\n\nplain\n> {% |a %}', SCRIPT);
    await scopes('PATCH /v1.0/me\n\n{ "a": 1 }\n\n> |./check.js', HANDLER);
    await scopes('PATCH /v1.0/me\n\n{ "a": 1 }\n\n>>! |answer.json', HANDLER);
    await scopes('GET /v1.0/me\n?? |status == 200', HANDLER);
  });

  test('end where they end', async () => {
    await scopes('< {% set(1) %}\n|PATCH /v1.0/me', METHOD);
    await lacks('< {% set(1) %}\n|PATCH /v1.0/me', SCRIPT);
    await scopes('PATCH /v1.0/me\n> {%\na\n%}\n|If-Match: *', 'entity.name.tag.header');
    await scopes('PATCH /v1.0/me\n\n{}\n> {%\nnever\n\n### |Next', 'entity.name.section');
    await scopes('PATCH /v1.0/me\n\n< |./body.json', 'string.unquoted.path');
  });
});
