import * as vscode from 'vscode';
import { API_VERSIONS } from '../../core/catalog/schema.ts';
import type { Environment } from '../../core/environments.ts';
import { UserError } from '../../core/errors.ts';
import type { Progress } from '../../core/metadata/intake.ts';
import type { MetadataLibrary } from '../../core/metadata/library.ts';
import { plainMessage } from '../../core/text/plainMessage.ts';
import type { EditorLog } from '../log.ts';
import { showError, showInformation } from '../notify.ts';

/**
 * Downloads the metadata of both versions and the permission data, with progress that can be cancelled.
 *
 * @returns whether there is something new
 */
export async function downloadMetadata(
  library: MetadataLibrary,
  environment: Environment,
  log: EditorLog,
): Promise<boolean> {
  const failures: string[] = [];
  const got: string[] = [];
  const cancelled = await withDownloadProgress(
    'Downloading what Microsoft Graph has',
    async (step, signal) => {
      for (const version of API_VERSIONS) {
        const work = () => library.update(environment, version, { signal, progress: step(version) });
        const file = await keepFailure(work, failures);
        if (signal.aborted) return;
        if (file) got.push(`${count(file.head.counts.entityTypes, 'entity type')} in ${version}`);
      }
      const permissions = () => library.updatePermissions({ signal, progress: step('permissions') });
      const table = await keepFailure(permissions, failures);
      if (table) got.push(`the permissions of ${count(table.counts.paths, 'path')}`);
    },
  );
  if (cancelled) return got.length > 0;
  for (const failure of failures) log.warn(failure);
  if (got.length > 0) void showWhatIsKnown(`Graph HTTP now knows ${listOf(got)}.`);
  const [first] = failures;
  if (first !== undefined) void showFailure(first);
  return got.length > 0;
}

/** Says what is new, and leads to the report. */
export async function showWhatIsKnown(message: string): Promise<void> {
  const report = 'Show Report';
  if ((await showInformation(message, report)) === report) {
    await vscode.commands.executeCommand('graphHttp.showMetadataReport');
  }
}

/** Runs a piece of work whose failure must not keep the next one from being tried. */
async function keepFailure<T>(work: () => Promise<T>, failures: string[]): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (!failures.includes(error.message)) failures.push(error.message);
    return undefined;
  }
}

/** Says why there is no new metadata, and offers the other way to it. */
async function showFailure(message: string): Promise<void> {
  const file = 'Use a File…';
  const again = 'Download Again';
  const answer = await showError(message, again, file);
  if (answer === again) await vscode.commands.executeCommand('graphHttp.downloadMetadata');
  if (answer === file) await vscode.commands.executeCommand('graphHttp.useMetadataFile');
}

/**
 * Shows a progress notification with a Cancel button.
 *
 * @param work gets what makes a progress listener for a step, and the signal of Cancel
 * @returns whether it was cancelled
 */
export function withDownloadProgress(
  title: string,
  work: (step: (name: string) => (progress: Progress) => void, signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const abort = new AbortController();
  const running = async (progress: vscode.Progress<{ message: string }>): Promise<boolean> => {
    const step = (name: string) => (at: Progress) => progress.report({ message: progressText(name, at) });
    try {
      await work(step, abort.signal);
    } catch (error) {
      // Cancelled work fails, and that is what was asked for.
      if (!abort.signal.aborted) throw error;
    }
    return abort.signal.aborted;
  };
  return Promise.resolve(
    vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: plainMessage(title), cancellable: true },
      (progress, cancellation) => {
        cancellation.onCancellationRequested(() => abort.abort());
        return running(progress);
      },
    ),
  );
}

/** `v1.0 from graph.microsoft.com: 1.2 of 3.4 MB` */
function progressText(name: string, { place, bytes, total }: Progress): string {
  const all = total === undefined ? '' : ` of ${megabytes(total)}`;
  return `${name} from ${place}: ${megabytes(bytes)}${all} MB`;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}

function count(n: number, what: string): string {
  return `${n.toLocaleString('en-US')} ${what}${n === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c` */
function listOf(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
