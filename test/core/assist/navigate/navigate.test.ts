import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findEnvironmentKey } from '../../../../src/core/assist/navigate/environmentKey.ts';
import { renamableAt, rename } from '../../../../src/core/assist/navigate/rename.ts';
import {
  definitionsOf,
  type FilePlace,
  occurrences,
  subjectAt,
} from '../../../../src/core/assist/navigate/subject.ts';
import type { RequestFile } from '../../../../src/core/request/tree.ts';
import { applyEdits, shift } from '../../../../src/core/text/span.ts';
import { marks, placed } from '../places.ts';

function inFile(file: RequestFile, places: readonly FilePlace[]) {
  return places.map(({ block, span }) => shift(span, file.starts[block] ?? 0));
}

/** The cursor's name is defined at «…». */
function defines(marked: string, expected: string): void {
  const { file, block, offset, text } = placed(marked);
  const found = subjectAt(file, block, offset);
  const places = found ? definitionsOf(file, found.subject) : [];
  assert.equal(marks(text, inFile(file, places)), expected);
}

/** The cursor's name is named at each «…». */
function refers(marked: string, expected: string): void {
  const { file, block, offset, text } = placed(marked);
  const found = subjectAt(file, block, offset);
  assert.ok(found, 'there is a name');
  assert.equal(marks(text, inFile(file, occurrences(file, found.subject))), expected);
}

function renames(marked: string, newName: string, expected: string): void {
  const { file, block, offset, text } = placed(marked);
  const found = renamableAt(file, block, offset);
  assert.ok(found.ok, found.ok ? '' : found.reason);
  const renaming = rename(file, found.subject, newName);
  assert.ok(renaming.ok, renaming.ok ? '' : renaming.reason);
  const edits = inFile(file, renaming.places).map((span) => ({ span, newText: newName }));
  assert.equal(applyEdits(text, edits), expected);
}

function refuses(marked: string, newName: string, reason: RegExp): void {
  const { file, block, offset } = placed(marked);
  const found = renamableAt(file, block, offset);
  const renaming = found.ok ? rename(file, found.subject, newName) : found;
  assert.match(renaming.ok ? 'it is done' : renaming.reason, reason);
}

suite('definitions', () => {
  test('of a variable: the one that counts', () => {
    defines('@a = 1\nGET /{{|a}}\n\n###\n@a = 2\nGET /\n', '@a = 1\nGET /{{a}}\n\n###\n@«a» = 2\nGET /\n');
  });

  test('of a placeholder: the variable of its name', () => {
    defines('@id = 1\nGET /users/{ |id }\n', '@«id» = 1\nGET /users/{ id }\n');
  });

  test('of a question: in its own request, over the variable of the file', () => {
    defines(
      '@a = 1\n# @prompt a Which one?\nGET /{{a|}}\n',
      '@a = 1\n# @prompt «a» Which one?\nGET /{{a}}\n',
    );
    defines(
      '# @prompt a Which one?\nGET /\n\n###\nGET /{{|a}}\n',
      '# @prompt a Which one?\nGET /\n\n###\nGET /{{a}}\n',
    );
  });

  test('of an answer: the request of its name', () => {
    defines(
      '# @name one\nGET /me\n\n###\nGET /{{one.response.body.$.i|d}}\n',
      '# @name «one»\nGET /me\n\n###\nGET /{{one.response.body.$.id}}\n',
    );
  });

  test('of what is defined nowhere, or built in: none', () => {
    for (const text of ['GET /{{|nobody}}\n', 'GET /{{$gu|id}}\n', 'GET /{nob|ody}\n', 'GE|T /\n']) {
      defines(text, text.replace('|', ''));
    }
  });
});

suite('references', () => {
  test('of a variable: in values, URLs, headers, bodies and placeholders', () => {
    refers(
      '@|a = 1\n@b = {{a}}{{ab}}\nPATCH /{{a}}/{a}\nX: {{ a }}\n\n{ "a": "{{a}}" }\n',
      '@«a» = 1\n@b = {{«a»}}{{ab}}\nPATCH /{{«a»}}/{«a»}\nX: {{ «a» }}\n\n{ "a": "{{«a»}}" }\n',
    );
  });

  test('of a question stay in its request', () => {
    refers(
      '@a = 1\nGET /{{a}}\n\n###\n# @prompt |a\nGET /{{a}}\n',
      '@a = 1\nGET /{{a}}\n\n###\n# @prompt «a»\nGET /{{«a»}}\n',
    );
  });

  test('of a request', () => {
    refers(
      '# @name |one\nGET /{{one}}\n\n###\nGET /{{one.response.headers.ETag}}\n',
      '# @name «one»\nGET /{{one}}\n\n###\nGET /{{«one».response.headers.ETag}}\n',
    );
  });

  test('of a placeholder that no variable fills: those of the same name', () => {
    refers('GET /{|id}\n\n###\nGET /{id}/{{id}}\n', 'GET /{«id»}\n\n###\nGET /{«id»}/{{id}}\n');
  });

  test('of a name that the environment defines', () => {
    refers('GET /{{|tenant}}\n\n###\nGET /{{tenant}}\n', 'GET /{{«tenant»}}\n\n###\nGET /{{«tenant»}}\n');
  });
});

suite('renaming', () => {
  test('changes every place', () => {
    renames('@a = 1\nGET /{{|a}}/{a}\n', 'b', '@b = 1\nGET /{{b}}/{b}\n');
    renames(
      '# @name one\nGET /\n###\nGET /{{|one.response.body.*}}\n',
      'two',
      '# @name two\nGET /\n###\nGET /{{two.response.body.*}}\n',
    );
    renames('GET /{|id | upn}'.replace(' | upn', ''), 'userId', 'GET /{userId}');
    renames('# @prompt |city Where?\nGET /{{city}}\n', 'town', '# @prompt town Where?\nGET /{{town}}\n');
  });

  test('is refused with the reason', () => {
    refuses('GET /{{$gu|id}}\n', 'x', /built in/);
    refuses('GET /{{ten|ant}}\n', 'x', /not defined in this file/);
    refuses('GET /{{one|.response.body.*}}\n', 'x', /No request in this file is named one/);
    refuses('GET /|me\n', 'x', /Only the names of/);
    refuses('@|a = 1\n', 'b c', /Use letters, digits/);
    refuses('@|a = 1\n', 'b.response', /Use letters, digits/);
    refuses('@|a = 1\n', '$guid', /Use letters, digits/);
    refuses('@|a = 1\n@b = 2\n', 'b', /There is a variable b already/);
    refuses('@|a = 1\n# @prompt b\nGET /\n', 'b', /There is a variable b already/);
    refuses('# @name |one\nGET /\n', 'one.two', /letters, digits and _/);
    refuses('# @name |one\nGET /\n###\n# @name two\nGET /\n', 'two', /named two already/);
  });
});

suite('variables of the environment', () => {
  const files = (all: Readonly<Record<string, string>>) => ({ read: async (path: string) => all[path] });
  const key = async (all: Readonly<Record<string, string>>, name = 'id') => {
    const found = await findEnvironmentKey(files(all), '/w/a/x.graph.http', ['/w'], ['sandbox'], name);
    return found && `${found.path} ${marks(found.text, [found.span])}`;
  };

  test('are found in the file that wins', async () => {
    const shared = '{ "$shared": { "id": "1" } }';
    const own = '{ "$shared": { "id": 0 }, "sandbox": { "id": "1" } }';
    assert.equal(
      await key({ '/w/http-client.env.json': shared }),
      '/w/http-client.env.json { "$shared": { "«id»": "1" } }',
    );
    assert.equal(
      await key({ '/w/a/http-client.env.json': own, '/w/http-client.env.json': shared }),
      '/w/a/http-client.env.json { "$shared": { "id": 0 }, "sandbox": { "«id»": "1" } }',
    );
    assert.equal(
      (await key({ '/w/a/http-client.private.env.json': shared, '/w/a/http-client.env.json': own }))?.slice(
        0,
        36,
      ),
      '/w/a/http-client.private.env.json { ',
    );
  });

  test('that no file has are not found', async () => {
    assert.equal(await key({ '/w/http-client.env.json': '{ "global": { "id": 1 } }' }), undefined);
    assert.equal(await key({ '/w/http-client.env.json': '{ broken' }), undefined);
    assert.equal(await key({}), undefined);
  });
});
