import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseFile } from '../../../src/core/request/parse.ts';
import { usageKey } from '../../../src/core/request/usage.ts';
import { accepts, reports } from './vocabulary.ts';

const READ = 'GET /v1.0/me\n';

describe('file variables', () => {
  it('are to be used', async () => {
    const found = await reports(`@«id» = 1\n${READ}`, 'variable-unused');
    assert.equal(found.problems[0]?.severity, 'hint');
    assert.equal(found.problems[0]?.tag, 'unnecessary');
    assert.equal(found.fixed('Remove @id'), READ);
    await reports(`@a = {{b}}\n@b = 1\n${READ}`.replace('@a', '@«a»'), 'variable-unused');
  });

  it('are used by any block of the file, in any place', async () => {
    await accepts(`@a = 1\n@b = {{a}}\n\n###\nGET /v1.0/users/{{b}}\n`);
    await accepts('GET /v1.0/users/{{a}}\n\n###\n@a = 1\n');
    await accepts('@id = 1\nGET /v1.0/users/{id}\n', { portability: false });
    await accepts(`@a = b\nGET /v1.0/me\nX-Note: {{a}}\n`);
    await accepts('@a = 1\n');
    await accepts(`@a = b\nPATCH /v1.0/me\nContent-Type: application/json\n\n<@ ./body.json\n`);
    await accepts(`@a = 1\nGET /v1.0/users/{{b}}\n`, { scope: { environment: new Map([['b', 'x{{a}}']]) } });
    await reports(
      `@«a» = 1\nPATCH /v1.0/me\nContent-Type: application/json\n\n< ./body.json\n`,
      'variable-unused',
    );
  });

  it('are to be defined once, and the last one counts', async () => {
    const here = await reports(`@«a» = 1\n@a = 2\nGET /v1.0/users/{{a}}\n`, 'variable-redefined');
    assert.equal(here.fixed('Remove this @a'), '@a = 2\nGET /v1.0/users/{{a}}\n');
    assert.equal(here.problems[0]?.related?.length, 1);
    const there = await reports(
      `@«a» = 1\nGET /v1.0/users/{{a}}\n###\n@a = 2\n${READ}`,
      'variable-redefined',
      { portability: false },
    );
    assert.equal(there.problems[0]?.related, undefined);
  });
});

describe('variables in httpYac', () => {
  it('are of one request, unless they stand apart', async () => {
    const use = '\n###\nGET /v1.0/users/{{a}}/{{b}}\n';
    const found = await reports(`@«a» = 1\n@b = 2\n# @name n\n${READ}${use}`, 'variable-scope');
    assert.equal(found.problems[0]?.severity, 'hint');
    assert.equal(found.fixed(), `@a = 1\n@b = 2\n###\n# @name n\n${READ}${use}`);
    await accepts(found.fixed());
    const titled = await reports(`### T\n@«a» = 1\n@b = 2\n${READ}${use}`, 'variable-scope');
    assert.deepEqual(titled.fixes(), []);
    const crlf = await reports(`@«a» = 1\n@b = 2\n${READ}${use}`.replaceAll('\n', '\r\n'), 'variable-scope');
    assert.match(crlf.fixed(), /@b = 2\r\n###\r\nGET/);
    await accepts(`@a = 1\nGET /v1.0/users/{{a}}\n`);
  });

  it('have names of JavaScript', async () => {
    await reports('@«my-id» = 1\nGET /v1.0/users/{{my-id}}\n', 'variable-name-unsafe');
    await reports('@«1a» = 1\nGET /v1.0/users/{{1a}}\n', 'variable-name-unsafe');
    await accepts('@größe_1 = 1\nGET /v1.0/users/{{größe_1}}\n');
  });
});

describe('placeholders in other tools', () => {
  it('are sent as they stand, where a variable fills them here', async () => {
    const found = await reports('@a = 1\n@b = 2\nGET /v1.0/«{a}»/{b}/{{a}}\n', 'placeholder-literal');
    assert.equal(found.fixed(), '@a = 1\n@b = 2\nGET /v1.0/{{a}}/{{b}}/{{a}}\n');
    await reports('@a = 1\nGET /v1.0/«{b}»/{{a}}\n', 'placeholder-unresolved');
  });
});

describe('questions', () => {
  it('are to be used by their request', async () => {
    const found = await reports(`# @prompt «city» Where?\n${READ}`, 'prompt-unused');
    assert.equal(found.fixed('Remove the question'), READ);
    await reports(`# @prompt «a»\n${READ}\n###\n@a = 1\nGET /v1.0/users/{{a}}\n`, 'prompt-unused');
  });

  it('are used in every place, and through variables', async () => {
    await accepts('# @prompt a\nGET /v1.0/users/{{a}}\n');
    await accepts('# @prompt a\nGET /v1.0/users/{a}\n'.replace('{a}', '{{a}}'));
    await accepts('@b = x{{c}}\n@c = {{a}}\n\n###\n# @prompt a\nGET /v1.0/users/{{b}}\n', {
      scope: { environment: new Map([['a', '1']]) },
    });
    await accepts('# @prompt a\nGET /v1.0/users/{{b}}\n', {
      scope: { environment: new Map([['b', '{{a}}']]) },
    });
    await accepts('# @prompt a\nPATCH /v1.0/me\nContent-Type: application/json\n\n<@ ./body.json\n');
  });
});

describe('names of requests', () => {
  it('are given once', async () => {
    const found = await reports(`# @name a\n${READ}\n###\n# @name «a»\n${READ}`, 'name-duplicate');
    assert.equal(found.problems[0]?.severity, 'warning');
    await accepts(`# @name a\n${READ}\n###\n# @name b\n${READ}`);
    const twice = await reports(`# @name a\n# @name «b»\n${READ}`, 'name-duplicate');
    assert.equal(twice.fixed(), `# @name a\n${READ}`);
  });
});

describe('what blocks say about one another', () => {
  const key = (text: string) => usageKey(parseFile(text));

  it('changes with what is used, defined and named', () => {
    const base = `@a = 1\nGET /v1.0/users/{{a}}\n###\n# @name b\nGET /v1.0/{{b.response.body.$.id}}\n`;
    assert.notEqual(key(base), key(base.replace('{{a}}', '1')));
    assert.notEqual(key(base), key(base.replace('# @name b', '# @name c')));
    assert.notEqual(key(base), key(base.replace('GET /v1.0/{{b', 'GET /v1.0/{{a}}/{{b')));
    assert.notEqual(key(base), key(`${base}###\n@a = 1\n`));
    assert.notEqual(key(base), key(`${base}###\n# @name b\n${READ}`));
    const lost = base.replace('@name b', '@name c');
    assert.notEqual(key(lost), key(`${lost}###\n# @name d\n${READ}`));
  });

  it('does not change with anything else', () => {
    const base = `@a = 1\nGET /v1.0/users/{{a}}\n###\n# @name b\n${READ}`;
    assert.equal(key(base), key(base.replace('/v1.0/me', '/beta/me')));
    assert.equal(key(base), key(`${base}###\n# @name c\n${READ}`));
    assert.equal(key(base), key(base.replace('users', 'groups')));
  });
});
