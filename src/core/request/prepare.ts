import type { ResolvedRequest } from './message.ts';
import type { RequestFile } from './tree.ts';
import { bodyFilePath } from './values/bodyFilePath.ts';
import { resolveBodyText, resolveRequest } from './values/resolve.ts';
import type { BodyFile } from './values/resolveBody.ts';
import type { Missing, Scope } from './values/scope.ts';

/** What preparing a request needs from its host. */
export interface PrepareHost {
  /**
   * Values for prompts and placeholders, by name, asked all at once.
   *
   * @returns undefined where the person cancelled
   */
  ask(missing: readonly Missing[]): Promise<ReadonlyMap<string, string> | undefined>;
  /** Absolute path of the request file, with `/`. */
  readonly path: string;
  /** Absolute paths of the workspace's folders, with `/`. */
  readonly roots: readonly string[];
  /** The text of a file whose name is inside the workspace; undefined where it cannot be read. */
  readBody(path: string): Promise<string | undefined>;
}

/** A request that is ready to be sent, or why it is not. */
export type Prepared =
  | { readonly kind: 'ready'; readonly request: ResolvedRequest; readonly droppedAuthorization: boolean }
  | { readonly kind: 'missing'; readonly missing: readonly Missing[] }
  | { readonly kind: 'cancelled'; readonly missing: readonly Missing[] };

/** How often answers may lead to further questions. */
const MOST_ROUNDS = 20;

/**
 * Resolves a request for one send: asks for what a person has to give, and reads the file of its body.
 *
 * @param index of the block in the file, from 0
 */
export async function prepareRequest(
  file: RequestFile,
  index: number,
  scope: Scope,
  host: PrepareHost,
): Promise<Prepared> {
  let current = scope;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const resolved = resolveRequest(file, index, current);
    const { missing, request, droppedAuthorization } = resolved.ok
      ? await withBody(file, index, current, host, resolved)
      : { missing: resolved.missing };
    if (request) return { kind: 'ready', request, droppedAuthorization };
    const questions = missing.filter(isQuestion);
    if (questions.length < missing.length || questions.length === 0) return { kind: 'missing', missing };
    const answers = await host.ask(questions);
    if (!answers) return { kind: 'cancelled', missing };
    if (questions.every(({ name }) => !answers.get(name))) return { kind: 'missing', missing };
    current = answered(current, questions, answers);
  }
  throw new RangeError('A request asks again and again for what it was given.');
}

type WithBody =
  | { readonly missing: readonly Missing[]; readonly request?: never; readonly droppedAuthorization?: never }
  | { readonly missing?: never; readonly request: ResolvedRequest; readonly droppedAuthorization: boolean };

async function withBody(
  file: RequestFile,
  index: number,
  scope: Scope,
  host: PrepareHost,
  resolved: Extract<ReturnType<typeof resolveRequest>, { ok: true }>,
): Promise<WithBody> {
  const { request, bodyFile, droppedAuthorization } = resolved;
  if (!bodyFile) return { request, droppedAuthorization };
  const place = bodyFilePath(host.path, host.roots, bodyFile.path);
  if (!place.ok) return lacking(bodyFile, place.reason);
  const text = await host.readBody(place.path);
  if (text === undefined) {
    return lacking(
      bodyFile,
      `The body’s file ${bodyFile.path} cannot be read. Check its name, and that it is a file of at most 16 MB inside the workspace.`,
    );
  }
  if (!bodyFile.resolve) return { request: { ...request, body: text }, droppedAuthorization };
  const body = resolveBodyText(file, index, scope, text, bodyFile.span);
  if (!body.ok) return { missing: body.missing };
  const secrets = [...(request.secrets ?? []), ...(body.secrets ?? [])];
  return {
    request: { ...request, body: body.text, ...(secrets.length > 0 && { secrets }) },
    droppedAuthorization,
  };
}

function lacking({ path, span }: BodyFile, reason: string): WithBody {
  return { missing: [{ kind: 'file', name: path, reason, span }] };
}

/** Whether a person can be asked for it. */
function isQuestion({ kind }: Missing): boolean {
  return kind === 'prompt' || kind === 'placeholder';
}

function answered(scope: Scope, questions: readonly Missing[], answers: ReadonlyMap<string, string>): Scope {
  const prompts = new Map(scope.prompts);
  const placeholders = new Map(scope.placeholders);
  for (const { kind, name } of questions) {
    const answer = answers.get(name);
    if (answer !== undefined) (kind === 'prompt' ? prompts : placeholders).set(name, answer);
  }
  return { ...scope, prompts, placeholders };
}
