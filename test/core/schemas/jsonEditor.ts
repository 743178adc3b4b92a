import assert from 'node:assert/strict';
import { getLanguageService, type JSONSchema } from 'vscode-json-languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ResourceSchema } from '../../../src/core/catalog/schema.ts';

/** `ErrorCode.Deprecated` of the service, which it does not export in a way that an ES module can import. */
const DEPRECATED = 2;

/** VS Code's own JSON support, with one schema attached to every file. */
export function jsonEditor(root: ResourceSchema) {
  const service = getLanguageService({});
  const schema = structuredClone({ ...root }) as unknown as JSONSchema;
  service.configure({ validate: true, schemas: [{ uri: root.$id, fileMatch: ['*'], schema }] });
  const open = (marked: string) => {
    const offset = marked.indexOf('|');
    const text = marked.replace('|', '');
    const document = TextDocument.create('file:///body.json', 'json', 1, text);
    return { document, json: service.parseJSONDocument(document), position: document.positionAt(offset) };
  };
  const diagnostics = (text: string) => {
    const { document, json } = open(text);
    return service.doValidation(document, json);
  };
  const labels = async (marked: string) => {
    const { document, json, position } = open(marked);
    return (await service.doComplete(document, position, json))?.items.map(({ label }) => label) ?? [];
  };
  return {
    /** The labels that are proposed at `|`. */
    labels,
    /** What is said to be wrong with a body; that a property is deprecated is none of it. */
    errors: async (body: unknown) =>
      (await diagnostics(JSON.stringify(body)))
        .filter(({ code }) => code !== DEPRECATED)
        .map(({ message }) => message),
    accepts: async (body: unknown) =>
      assert.deepEqual(
        (await diagnostics(JSON.stringify(body, null, 2))).map(({ message }) => message),
        [],
      ),
    reports: async (text: string, message: RegExp) =>
      assert.match((await diagnostics(text)).map((each) => each.message).join('\n'), message),
    /** What hovering over `|` says. */
    explains: async (marked: string, ...parts: string[]) => {
      const { document, json, position } = open(marked);
      const hover = await service.doHover(document, position, json);
      const text = plain(JSON.stringify(hover?.contents ?? null));
      for (const part of parts) assert.ok(text.includes(plain(part)), `${part} is not in ${text}`);
    },
    /** The labels that are proposed at `|`: all of `wanted`, none of `unwanted`. */
    proposes: async (marked: string, wanted: readonly string[], unwanted: readonly string[] = []) => {
      const found = await labels(marked);
      for (const label of wanted) assert.ok(found.includes(label), `${label} is not in ${found.join(', ')}`);
      for (const label of unwanted) assert.ok(!found.includes(label), `${label} is in ${found.join(', ')}`);
    },
    /** The text after the proposal with that label is taken. */
    completes: async (marked: string, label: string, expected: string) => {
      const { document, json, position } = open(marked);
      const list = await service.doComplete(document, position, json);
      const edit = list?.items.find((item) => item.label === label)?.textEdit;
      assert.ok(edit && 'range' in edit, `${label} is not proposed`);
      assert.equal(TextDocument.applyEdits(document, [edit]), expected);
    },
  };
}

/** Without the backslashes that Markdown needs. */
function plain(text: string): string {
  return text.replaceAll('\\', '').replaceAll('`', '');
}
