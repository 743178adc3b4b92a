import type * as vscode from 'vscode';
import { WriteConfirmation } from '../sending/confirmation.ts';
import { AccountChoice } from './accounts.ts';
import { PermissionChoice } from './permissionChoice.ts';
import { EditorTokens } from './signIn.ts';

/** Everything that is remembered about signing in, and where tokens come from. */
export class SignIn implements vscode.Disposable {
  readonly accounts: AccountChoice;
  readonly tokens: EditorTokens;
  readonly permissions: PermissionChoice;
  readonly confirmation: WriteConfirmation;

  /** @param state remembered for all windows of this person; it never holds a token */
  constructor(state: vscode.Memento) {
    this.accounts = new AccountChoice(state);
    this.tokens = new EditorTokens(this.accounts);
    this.permissions = new PermissionChoice(state);
    this.confirmation = new WriteConfirmation(state);
  }

  dispose(): void {
    this.accounts.dispose();
  }
}
