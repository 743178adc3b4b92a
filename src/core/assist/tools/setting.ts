import type { CheckInput } from '../../check/check.ts';

/** What is known around the requests that a language model asks about. */
export type ToolSetting = Pick<CheckInput, 'catalog' | 'scope' | 'environment'>;
