import * as vscode from 'vscode';
import { plainMessage } from '../core/text/plainMessage.ts';

/** A question or a remark: what it says, how it is shown, and its buttons. */
type Rest<T extends string> = readonly T[] | readonly [vscode.MessageOptions, ...T[]];

/** Says something in a notification, or in a dialog; gives the button that was pressed. Nothing in it is a link. */
export function showInformation<T extends string>(
  message: string,
  ...rest: Rest<T>
): Thenable<T | undefined> {
  const [options, items] = parts(rest);
  return vscode.window.showInformationMessage<T>(plainMessage(message), options, ...items);
}

/** The same as a warning. */
export function showWarning<T extends string>(message: string, ...rest: Rest<T>): Thenable<T | undefined> {
  const [options, items] = parts(rest);
  return vscode.window.showWarningMessage<T>(plainMessage(message), options, ...items);
}

/** The same as an error. */
export function showError<T extends string>(message: string, ...rest: Rest<T>): Thenable<T | undefined> {
  const [options, items] = parts(rest);
  return vscode.window.showErrorMessage<T>(plainMessage(message), options, ...items);
}

function parts<T extends string>(rest: Rest<T>): readonly [vscode.MessageOptions, readonly T[]] {
  const [first, ...items] = rest;
  if (typeof first === 'object') return [first, items as readonly T[]];
  return [{}, rest as readonly T[]];
}
