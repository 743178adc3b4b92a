import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import type { ResourceSchema } from '../../../src/core/catalog/schema.ts';
import { checkFile } from '../../../src/core/check/check.ts';
import { SANDBOX } from '../../../src/core/environments.ts';
import { type ImportedPage, importPage } from '../../../src/core/pages/importPage.ts';
import { readSchema } from '../../../src/core/pages/schema/readSchema.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';

/** The parts of a page that a test is about; the others are as most pages have them. */
export interface Parts {
  readonly title?: string;
  readonly intro?: string;
  readonly permissions?: string;
  /** Lines of the block under “HTTP request”. */
  readonly calls?: string;
  /** All that stands under “HTTP request”, in the place of `calls`. */
  readonly request?: string;
  readonly headers?: string;
  /** Rows of the table: `name|Type|What it says.` */
  readonly rows?: readonly string[];
  /** What stands under “Request body”, in the place of `rows`. */
  readonly body?: string;
  readonly response?: string;
  /** Body of the only example. */
  readonly json?: string;
  /** All that stands under “Examples”, in the place of `json`. */
  readonly examples?: string;
}

const ROWS = ['name|String|What drivers call it.'];

/** An API page with those parts. */
export function pageOf(parts: Parts): string {
  const { title = 'Update ship', intro = 'Update the properties of a [ship](../resources/ship.md) object.' } =
    parts;
  const { calls = 'PATCH /fleet/ships/{shipId}', rows = ROWS, json = '{ "name": "Vega" }' } = parts;
  return [
    `# ${title}`,
    'Namespace: microsoft.graph',
    intro,
    '## Permissions',
    parts.permissions ?? '|Permission type|Permissions|\n|:---|:---|\n|Application|Ship.ReadWrite.All|',
    '## HTTP request',
    parts.request ?? fence('http', calls),
    '## Request headers',
    parts.headers ?? '|Name|Description|\n|:---|:---|\n|Authorization|Bearer {token}. Required.|',
    '## Request body',
    parts.body ?? tableOf(rows),
    '## Response',
    parts.response ?? 'If successful, this method returns a `200 OK` response code.',
    '## Examples',
    parts.examples ?? fence('http', requestOf(json)),
    '',
  ].join('\n\n');
}

/** A table of properties with those rows. */
export function tableOf(rows: readonly string[], header = 'Property|Type|Description'): string {
  return [`|${header}|`, `|${header.replace(/[^|]+/g, ':---')}|`, ...rows.map((row) => `|${row}|`)].join(
    '\n',
  );
}

/** A fenced code block. */
export function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** A request as examples print it. */
export function requestOf(
  json: string,
  line = 'PATCH https://graph.microsoft.com/v1.0/fleet/ships/7',
): string {
  return `${line}\nContent-Type: application/json\n\n${json}`;
}

/** What comes of a page with those parts. */
export function imported(parts: Parts): ImportedPage {
  return importPage(pageOf(parts), { name: 'update-ship.md' }, []);
}

/** The schema of a page with those parts, as a workspace would have it. */
export async function schemaOf(parts: Parts): Promise<ResourceSchema> {
  const read = await readSchema(imported(parts).schema?.text ?? '');
  return read.ok ? read.schema : assert.fail(JSON.stringify(read.faults));
}

/** Codes of what the request file of a page has against it, checked with the page's own schema. */
export async function problemsWithOwnSchema(parts: Parts): Promise<readonly string[]> {
  const found = await checkFile({
    file: parseFile(imported(parts).requests ?? ''),
    catalog: createCatalog([await schemaOf(parts)]),
    scope: createScope(),
    environment: SANDBOX,
    portability: false,
  });
  return found.flatMap(({ problems }) => problems.map(({ code }) => code)).sort();
}
