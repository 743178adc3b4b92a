import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { readPasted } from '../../../../src/core/assist/paste/pasted.ts';
import { parseFile } from '../../../../src/core/request/parse.ts';

const folder = new URL('../../check/pages/', import.meta.url);
const examples = (await readdir(folder)).filter((name) => /^update-.*\.graph\.http$/.test(name));

/** The example as it stands in the Markdown of its page. */
function onPage(example: string): string {
  const answer = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  "id": "1"\n}\n';
  return [
    '### Request\nThe following is an example of a request.',
    '<!-- {\n  "blockType": "request",\n  "name": "update"\n}\n-->',
    `\`\`\` http\n${example.trim()}\n\`\`\`\n`,
    '### Response\n**Note:** The response object shown here might be shortened for readability.',
    `<!-- {\n  "blockType": "response"\n}\n-->\n\`\`\` http\n${answer}\`\`\`\n`,
  ].join('\n');
}

test('every example of the API pages is pasted as a request and its answer, without a mistake of form', async () => {
  assert.equal(examples.length, 5);
  for (const name of examples) {
    const example = await readFile(new URL(name, folder), 'utf8');
    const pasted = readPasted(onPage(example));
    assert.ok(pasted, name);
    assert.equal(pasted.form, 'page');
    const { blocks } = parseFile(pasted.text);
    assert.deepEqual(
      blocks.map(({ kind }) => kind),
      ['request', 'response'],
      name,
    );
    const [request] = blocks;
    assert.ok(request?.kind === 'request' && request.body, name);
    assert.deepEqual(request.problems, [], name);
    assert.ok(!request.headers.some(({ name: { text } }) => /^content-length$/i.test(text)), name);
    assert.equal(request.body.text, /\n\n(\{[\s\S]*\})\s*$/.exec(example)?.[1], name);
  }
});
