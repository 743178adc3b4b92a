import * as vscode from 'vscode';
import type { Missing } from '../core/request/values/scope.ts';
import { plainMessage } from '../core/text/plainMessage.ts';

const STATE_KEY = 'lastAnswers';

/** Asks for values that a request needs; the last answer of this workspace is offered again. */
export class Questions {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /**
   * One box after the other; undefined where the person closed one.
   *
   * @param suggested values that are offered, by name, where this workspace has no last answer
   */
  async ask(
    missing: readonly Missing[],
    suggested: ReadonlyMap<string, string>,
  ): Promise<ReadonlyMap<string, string> | undefined> {
    const names = new Map(missing.map((each) => [each.name, each]));
    const answers = new Map<string, string>();
    let step = 0;
    for (const [name, question] of names) {
      step++;
      const answer = await this.#askOne(
        question,
        names.size > 1 ? ` (${step} of ${names.size})` : '',
        suggested,
      );
      if (answer === undefined) return undefined;
      answers.set(name, answer);
    }
    await this.#remember([...names.values()], answers);
    return answers;
  }

  async #askOne(
    { kind, name, secret, description }: Missing,
    step: string,
    suggested: ReadonlyMap<string, string>,
  ): Promise<string | undefined> {
    const isPlaceholder = kind === 'placeholder';
    const last = this.#last()[name] ?? suggested.get(name);
    return vscode.window.showInputBox({
      title: `${isPlaceholder ? `Value for {${name}}` : `Value for ${name}`}${step}`,
      prompt: plainMessage(
        description ??
          (isPlaceholder
            ? 'Part of the URL; it is encoded where that is needed.'
            : 'Asked for at each send.'),
      ),
      ignoreFocusOut: true,
      password: secret === true,
      ...(secret || last === undefined ? {} : { value: last }),
      validateInput: (text) =>
        isPlaceholder && text.trim() === ''
          ? 'A part of a URL cannot be empty. Type a value, or press Escape to stop.'
          : undefined,
    });
  }

  #last(): Readonly<Record<string, string>> {
    return this.#state.get<Record<string, string>>(STATE_KEY, {});
  }

  async #remember(questions: readonly Missing[], answers: ReadonlyMap<string, string>): Promise<void> {
    const kept = { ...this.#last() };
    for (const { name, secret } of questions) {
      const answer = answers.get(name);
      if (answer !== undefined && !secret) kept[name] = answer;
    }
    await this.#state.update(STATE_KEY, kept);
  }
}
