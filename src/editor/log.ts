import * as vscode from 'vscode';
import type { Log } from '../core/host.ts';

/** The extension's output channel, made when the first line is written or the log is shown. */
export class EditorLog implements Log, vscode.Disposable {
  #channel: vscode.LogOutputChannel | undefined;

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
    this.#channel ??= vscode.window.createOutputChannel('Graph HTTP', { log: true });
    return this.#channel;
  }
}
