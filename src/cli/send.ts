import { tokenVariableEmpty } from '../core/errors.ts';
import type { TokenSource } from '../core/host.ts';
import { findRequest, requestName, requestNote, requestsOf, requestTitle } from '../core/request/names.ts';
import { parseFile } from '../core/request/parse.ts';
import { type Prepared, prepareRequest } from '../core/request/prepare.ts';
import type { Scope } from '../core/request/scope.ts';
import type { RequestFile } from '../core/request/tree.ts';
import { systemClock } from '../core/send/clock.ts';
import { type Environment, environmentOf, SANDBOX } from '../core/send/environments.ts';
import { explainOutcome, headline } from '../core/send/explain.ts';
import type { Outcome } from '../core/send/outcome.ts';
import { proxyFromEnvironment } from '../core/send/proxy.ts';
import { statusMeaning } from '../core/send/statuses.ts';
import { createServices, type Sent, type Services } from '../core/services.ts';
import { LineIndex } from '../core/text/lines.ts';
import { prettyJson } from '../core/text/prettyJson.ts';
import { EXIT } from './exit.ts';
import { absolutePath, memoryLines, readBeside, readText, scopeOf, stderrLog } from './host.ts';

/** Options of `graph-http send`. */
export interface SendOptions {
  readonly request?: string;
  readonly environment: string;
  readonly sandboxUrl?: string;
  readonly var: ReadonlyMap<string, string>;
  readonly tokenEnv?: string;
  readonly format: 'text' | 'json';
}

/** Sends one request of a file and prints what came back; gives the exit code. */
export async function send(file: string, options: SendOptions, version: string): Promise<number> {
  const environment = environmentOf(options.environment) ?? SANDBOX;
  if (environment.real && options.tokenEnv === undefined) {
    return fail(
      EXIT.usage,
      `${environment.label} needs a token: name the variable that holds it with --token-env.`,
    );
  }
  let text: string;
  try {
    text = await readText(file);
  } catch {
    return fail(EXIT.usage, `${file} cannot be read. Check its name.`);
  }
  const tree = parseFile(text);
  const index = requestIndex(tree, options.request);
  if (typeof index === 'string') return fail(EXIT.usage, index);
  const path = absolutePath(file);
  const services = servicesFor(options, version);
  const job: Job = { file, text, tree, path, environment, services };
  try {
    const prepared = await prepareWithReads(job, index, await scopeOf(path, environment.id, options.var));
    if (prepared.kind !== 'ready') return fail(EXIT.refused, missingText(job, index, prepared));
    const block = tree.blocks[index];
    const note = block && requestNote(block);
    if (note) process.stderr.write(`Note: ${note}\n`);
    const sent = await services.send({ request: prepared.request, environment, signal: interruption() });
    return print(sent, options.format);
  } finally {
    await services.dispose();
  }
}

/** One call of the command: the file, and what sends its requests. */
interface Job {
  readonly file: string;
  readonly text: string;
  readonly tree: RequestFile;
  readonly path: string;
  readonly environment: Environment;
  readonly services: Services;
}

/**
 * Prepares a request. Where it needs the answer of a named request of the file, that one is sent first, if it
 * only reads: a change is never made because another request refers to it.
 */
async function prepareWithReads(job: Job, index: number, scope: Scope, depth = 0): Promise<Prepared> {
  const prepared = await prepare(job, index, scope);
  if (prepared.kind !== 'missing' || depth > MOST_READS) return prepared;
  const [lacking] = prepared.missing;
  if (lacking?.kind !== 'response' || scope.responses.has(lacking.name)) return prepared;
  const earlier = requestsOf(job.tree).find(({ block }) => requestName(block) === lacking.name);
  if (!earlier || !READS.has(earlier.block.requestLine.method?.text.toUpperCase() ?? 'GET')) return prepared;
  const first = await prepareWithReads(job, earlier.index, scope, depth + 1);
  if (first.kind !== 'ready') return prepared;
  const { environment, services } = job;
  const { delivery } = await services.send({ request: first.request, environment, signal: interruption() });
  const { outcome } = delivery;
  process.stderr.write(`${lacking.name}: ${headline(outcome, first.request.method)}\n`);
  if (!('answer' in outcome)) return prepared;
  const { headers, body } = outcome.answer;
  const responses = new Map([...scope.responses, [lacking.name, { headers, body }]]);
  return prepareWithReads(job, index, { ...scope, responses }, depth + 1);
}

const READS = new Set(['GET', 'HEAD']);
/** So many requests are read for one that is sent. */
const MOST_READS = 20;

function prepare({ tree, path }: Job, index: number, scope: Scope): Promise<Prepared> {
  return prepareRequest(tree, index, scope, {
    path,
    roots: [],
    ask: async () => undefined,
    readBody: (body) => readBeside(path, body),
  });
}

/** The block of the request that was asked for, or why there is none. */
function requestIndex(tree: RequestFile, wanted: string | undefined): number | string {
  const requests = requestsOf(tree);
  const [first] = requests;
  if (!first) return 'There is no request in this file.';
  const list = requests
    .map(({ index, block }, at) => `  ${at + 1}  ${requestTitle(block, index)}`)
    .join('\n');
  if (wanted !== undefined) {
    const same = requests.filter(({ block }) =>
      [requestName(block), block.separator?.title?.text].includes(wanted),
    );
    if (same.length > 1) return `Several requests are called “${wanted}”. Give the number of one:\n${list}`;
    return findRequest(tree, wanted) ?? `There is no request “${wanted}”. The file has:\n${list}`;
  }
  return requests.length === 1
    ? first.index
    : `The file has several requests. Name one with --request:\n${list}`;
}

function servicesFor(options: SendOptions, version: string): Services {
  const services: Services = createServices({
    clock: systemClock,
    log: stderrLog,
    journal: memoryLines(),
    sandboxUrl: () => options.sandboxUrl ?? '',
    tokens: tokensFor(options.tokenEnv, () => services.sandbox()),
    client: () => ({
      version,
      clock: systemClock,
      systemCertificates: true,
      proxyFor: proxyFromEnvironment(process.env),
    }),
  });
  return services;
}

/** Tokens of the sandbox, and for a cloud the one in an environment variable. */
function tokensFor(variable: string | undefined, sandbox: Services['sandbox']): TokenSource {
  return {
    async getToken({ environment, scopes }) {
      if (environment === SANDBOX.id) return (await sandbox()).token(scopes);
      const value = variable === undefined ? undefined : process.env[variable]?.trim();
      if (!value) throw tokenVariableEmpty(variable ?? '');
      return { value, account: `the token in ${variable}` };
    },
  };
}

/** Aborts when the person presses Ctrl+C. */
function interruption(): AbortSignal {
  const abort = new AbortController();
  process.once('SIGINT', () => abort.abort());
  return abort.signal;
}

function missingText(
  { file, text, tree }: Job,
  index: number,
  prepared: Exclude<Prepared, { kind: 'ready' }>,
): string {
  const lines = new LineIndex(text);
  const start = tree.starts[index] ?? 0;
  const rows = prepared.missing.map(({ span, reason, kind, name }) => {
    const { line, character } = lines.positionAt(start + span.start);
    const way = kind === 'prompt' || kind === 'placeholder' ? ` Give it with --var "${name}=…".` : '';
    return `${file}:${line + 1}:${character + 1}: ${reason}${way}`;
  });
  return ['Nothing was sent.', ...rows].join('\n');
}

/** The result on standard output, what happened on standard error; gives the exit code. */
function print({ delivery, resource }: Sent, format: SendOptions['format']): number {
  const { outcome, sent, environment, scopes } = delivery;
  const error = explainOutcome(outcome, {
    environment,
    scopes,
    ...(resource ? { endpoint: resource.endpoint, form: resource.form } : {}),
  });
  const body = 'answer' in outcome ? outcome.answer.body : '';
  const failure = error ? JSON.stringify({ error: { code: error.code, message: error.message } }) : '';
  const result = body !== '' ? body : failure;
  if (result !== '') process.stdout.write(`${format === 'json' ? result : prettyJson(result)}\n`);
  const lines = [
    `${sent.method} ${sent.url} → ${environment.label}`,
    headline(outcome, sent.method),
    ...(outcome.kind === 'refused'
      ? [`${outcome.answer.status}: ${statusMeaning(outcome.answer.status)}`]
      : []),
    ...(error ? [error.cause, ...error.advice.map((each) => `- ${each}`)] : []),
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
  return exitCode(outcome);
}

function exitCode(outcome: Outcome): number {
  switch (outcome.kind) {
    case 'object':
    case 'changed':
      return EXIT.done;
    case 'refused':
    case 'not-sent':
      return EXIT.refused;
    case 'unknown':
      return EXIT.unknown;
    default:
      return outcome satisfies never;
  }
}

function fail(code: number, message: string): number {
  process.stderr.write(`${message}\n`);
  return code;
}
