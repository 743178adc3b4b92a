import * as vscode from 'vscode';
import { CLOUDS, type Environment, GLOBAL } from '../../core/environments.ts';
import { openSettings } from '../openSettings.ts';
import type { DocumentScopes } from '../scopes.ts';
import type { EnvironmentChoice } from './environment.ts';

interface ChoiceItem extends vscode.QuickPickItem {
  readonly run: () => Promise<void>;
}

/**
 * Asks where requests should go, and which variables of the workspace's environment files they use. Leaves the
 * choice as it is when the person cancels.
 */
export async function pickEnvironment(choice: EnvironmentChoice, scopes: DocumentScopes): Promise<void> {
  const sets = await variableSets(choice, scopes);
  const picked = await vscode.window.showQuickPick(
    [
      ...FIRST_GROUPS.flatMap((group) => environmentItems(choice, group)),
      ...variableItems(choice, sets),
      ...environmentItems(choice, 'sovereign'),
      ...settingItems(),
    ],
    {
      title: 'Where should requests go?',
      placeHolder: 'Environment of this workspace',
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  if (picked && 'run' in picked) await picked.run();
}

/** The icon of an environment, in the status bar and in lists. */
export function iconOf({ real, production }: Environment): string {
  if (!real) return '$(beaker)';
  return production ? '$(shield)' : '$(cloud)';
}

type Row = ChoiceItem | vscode.QuickPickItem;

/** What is chosen most comes first: the list is longer than the window. */
const FIRST_GROUPS = ['computer', 'own', 'global'] as const;
type Group = (typeof FIRST_GROUPS)[number] | 'sovereign';

const HEADINGS: Readonly<Record<Group, string>> = {
  computer: 'On this computer',
  own: 'Environments of your own',
  global: 'Microsoft Graph',
  sovereign: 'Sovereign clouds of Microsoft Graph',
};

function environmentItems(choice: EnvironmentChoice, group: Group): readonly Row[] {
  const environments = choice.environments.all.filter((environment) => groupOf(environment) === group);
  if (environments.length === 0) return [];
  return [
    separator(HEADINGS[group]),
    ...environments.map((environment) => environmentItem(environment, choice)),
  ];
}

function environmentItem(environment: Environment, choice: EnvironmentChoice): ChoiceItem {
  const marks = [
    ...(environment.production ? ['production'] : []),
    ...(environment.id === choice.current.id ? ['selected'] : []),
  ];
  return {
    label: `${iconOf(environment)} ${environment.label}`,
    detail: environment.description,
    ...(marks.length > 0 ? { description: marks.join(' · ') } : {}),
    run: () => choice.choose(environment),
  };
}

function groupOf(environment: Environment): Group {
  if (!environment.real) return 'computer';
  if (environment === GLOBAL) return 'global';
  return CLOUDS.some((cloud) => cloud === environment) ? 'sovereign' : 'own';
}

function variableItems(choice: EnvironmentChoice, sets: readonly string[]): readonly Row[] {
  if (sets.length === 0 && choice.variables === undefined) return [];
  const { label } = choice.current;
  const none: ChoiceItem = {
    label: `$(circle-slash) Variables: those of ${label} alone`,
    ...(choice.variables === undefined ? { description: 'selected' } : {}),
    run: () => choice.chooseVariables(undefined),
  };
  const items = sets.map(
    (name): ChoiceItem => ({
      label: `$(symbol-variable) Variables: ${name}`,
      ...(name === choice.variables ? { description: 'selected' } : {}),
      run: () => choice.chooseVariables(name),
    }),
  );
  return [separator('Variables of http-client.env.json'), none, ...items];
}

function settingItems(): readonly Row[] {
  return [
    separator(''),
    {
      label: '$(gear) Add an environment of your own…',
      detail: 'A tenant of yours, marked as production or not, or a service of your own.',
      run: () => openSettings('graphHttp.environments'),
    },
  ];
}

/** Parts of the environment files that are named after no environment: `dev`, `prod`. */
async function variableSets(choice: EnvironmentChoice, scopes: DocumentScopes): Promise<readonly string[]> {
  const names = await scopes.environmentNames(vscode.window.activeTextEditor?.document);
  return names.filter((name) => choice.environments.byId(name) === undefined);
}

function separator(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
