import type { Environment } from '../core/environments.ts';
import type { Scope } from '../core/request/values/scope.ts';
import { briefOf, type OutcomeBrief } from '../core/send/brief.ts';
import { requestIncomplete } from '../core/send/failures.ts';
import { runHeadline, runInOrder, runState } from '../core/send/run.ts';
import type { Sent } from '../core/services.ts';
import { chosenEnvironment, type EnvironmentOptions, variableNames } from './environment.ts';
import { EXIT } from './exit.ts';
import { print, say, scopeOf } from './host.ts';
import { EXIT_OF, printFailure, printSent, printStep, printStepJson } from './printSent.ts';
import { type Choice, type ChosenRequest, OpenFile, type Sender } from './requests.ts';
import { type ServiceOptions, servicesFor } from './services.ts';

/** Options of `graph-http send`. */
export interface SendOptions extends ServiceOptions, EnvironmentOptions {
  readonly request: readonly string[];
  readonly all?: boolean;
  readonly keepGoing?: boolean;
  readonly json?: boolean;
  readonly var: ReadonlyMap<string, string>;
  readonly format: 'text' | 'json';
}

/** A request and where its references get their values from. */
interface Planned extends ChosenRequest {
  readonly scope: Scope;
}

/** Sends one request of a file, or several of one or more files, and prints what came back; gives the exit code. */
export async function send(files: readonly string[], options: SendOptions, version: string): Promise<number> {
  let planned: readonly Planned[];
  let environment: Environment;
  try {
    environment = await chosenEnvironment(options);
    if (environment.real && options.tokenEnv === undefined && options.tokenCommand === undefined) {
      return fail(
        EXIT.usage,
        `${environment.label} needs a token: name the variable that holds it with --token-env, or a command that prints it with --token-command.`,
      );
    }
    const choice = { wanted: options.request, all: options.all === true };
    planned = await plan(files, choice, (path) => scopeOf(path, variableNames(options), options.var));
  } catch (error) {
    return fail(EXIT.usage, error instanceof Error ? error.message : String(error));
  }
  const [first] = planned;
  if (!first) return fail(EXIT.usage, 'Every request of the file is disabled. Name one with --request.');
  const services = servicesFor(options, version, files);
  const sender: Sender = { services, environment, signal: interruption() };
  const single = planned.length === 1 && options.all !== true && options.json !== true;
  try {
    return single ? await sendOne(first, options, sender) : await sendSeveral(planned, options, sender);
  } finally {
    await services.dispose();
  }
}

/**
 * The requests that are meant, file by file.
 *
 * @throws Error with a sentence for the person where that is not clear
 */
async function plan(
  files: readonly string[],
  choice: Choice,
  scopeFor: (path: string) => Promise<Scope>,
): Promise<readonly Planned[]> {
  const planned: Planned[] = [];
  for (const name of files) {
    const file = await OpenFile.open(name);
    const scope = await scopeFor(file.path);
    const chosen = file.choose(choice, scope, planned.length);
    if (typeof chosen === 'string') throw new Error(chosen);
    planned.push(...chosen.map((each) => ({ ...each, scope })));
  }
  return planned;
}

async function sendOne(
  { file, index, scope }: Planned,
  options: SendOptions,
  sender: Sender,
): Promise<number> {
  const tried = await file.send(index, scope, sender);
  if (tried.kind === 'sent') return printSent(tried.sent, options.format);
  return fail(EXIT.refused, ['Nothing was sent.', ...tried.lines].join('\n'));
}

/** Sends requests in order; says a line about each, and in the end how many were done. */
async function sendSeveral(
  planned: readonly Planned[],
  { keepGoing, json, format }: SendOptions,
  sender: Sender,
): Promise<number> {
  const asJson = json === true || format === 'json';
  const sents = new Map<number, Sent>();
  const summary = await runInOrder(planned, {
    keepGoing: keepGoing === true,
    signal: sender.signal,
    now: () => Date.now(),
    async send(item, place): Promise<OutcomeBrief> {
      const { file, index, scope } = item;
      const tried = await file.send(index, scope, sender);
      if (tried.kind === 'missing') {
        say(tried.lines.join('\n'));
        return briefOf({ kind: 'not-sent', ...requestIncomplete(tried.lines[0] ?? '') });
      }
      sents.set(place, tried.sent);
      printFailure(item, tried.sent);
      return briefOf(tried.sent.delivery.outcome, tried.sent.delivery.sent);
    },
    onStep(step, place) {
      if (asJson) printStepJson(step, sents.get(place));
      else printStep(step);
    },
  });
  (asJson ? say : print)(runHeadline(summary));
  return EXIT_OF[runState(summary)];
}

/** Aborts when the person presses Ctrl+C. */
function interruption(): AbortSignal {
  const abort = new AbortController();
  process.once('SIGINT', () => abort.abort());
  return abort.signal;
}

function fail(code: number, message: string): number {
  say(message);
  return code;
}
