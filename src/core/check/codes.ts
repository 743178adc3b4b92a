import type { Severity } from './problem.ts';

/**
 * Every problem code, with its severity and the page that explains it. Codes are stable: people silence and
 * search them by name.
 */
export type ProblemCode = string & { readonly __brand?: 'ProblemCode' };

export type { Severity };
