import * as vscode from 'vscode';
import { SANDBOX_LOG } from '../contributions.ts';
import type { Log } from '../core/host.ts';

/** An output channel, made when the first line is written or the log is shown. */
class ChannelLog implements Log, vscode.Disposable {
  readonly #name: string;
  #channel: vscode.LogOutputChannel | undefined;

  /** @param name as it stands in the list of outputs */
  constructor(name: string) {
    this.#name = name;
  }

  info(message: string): void {
    this.#open().info(message);
  }

  warn(message: string): void {
    this.#open().warn(message);
  }

  error(message: string): void {
    this.#open().error(message);
  }

  show(): void {
    this.#open().show();
  }

  dispose(): void {
    this.#channel?.dispose();
  }

  #open(): vscode.LogOutputChannel {
    this.#channel ??= vscode.window.createOutputChannel(this.#name, { log: true });
    return this.#channel;
  }
}

/** What the extension does, and apart from it what its sandbox answers. */
export class EditorLog extends ChannelLog {
  readonly sandbox = new ChannelLog(SANDBOX_LOG);

  constructor() {
    super('Graph HTTP');
  }

  override dispose(): void {
    super.dispose();
    this.sandbox.dispose();
  }
}
