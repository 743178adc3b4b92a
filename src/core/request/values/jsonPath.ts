/** What a path leads to in a JSON value, or why it leads nowhere. */
export type PathResult =
  | { readonly found: true; readonly value: unknown }
  | { readonly found: false; readonly reason: string };

type Step = { readonly name: string } | { readonly index: number } | 'first';

const STEP = /\.([^.[\]\s]+)|\[\s*(?:'([^']*)'|"([^"]*)"|(-?\d{1,9})|(\*))\s*\]/y;

/**
 * Follows a simple JSONPath (RFC 9535): `$`, then `.name`, `['name']`, `[0]`, `[-1]`, and `[*]` or `.*` for
 * the first member. Only a value's own members are reached.
 */
export function followPath(root: unknown, path: string): PathResult {
  const steps = readSteps(path);
  if (steps === undefined) {
    return { found: false, reason: `${path} is no path that can be followed: write it like $.value[0].id.` };
  }
  let current = root;
  for (const step of steps) {
    const next = member(current, step);
    if (next === undefined) return { found: false, reason: `There is nothing at ${path} in that answer.` };
    current = next;
  }
  return { found: true, value: current };
}

/** Whether a text is a path that can be followed, wherever it leads. */
export function isPath(path: string): boolean {
  return readSteps(path) !== undefined;
}

function readSteps(path: string): Step[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: Step[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const match = STEP.exec(path);
    if (match === null) return undefined;
    const [, name, single, double, index, star] = match;
    if (star !== undefined || name === '*') steps.push('first');
    else if (index !== undefined) steps.push({ index: Number(index) });
    else steps.push({ name: name ?? single ?? double ?? '' });
  }
  return steps;
}

function member(value: unknown, step: Step): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (step === 'first') return Object.values(value)[0];
  if ('index' in step) return Array.isArray(value) ? value.at(step.index) : undefined;
  return Object.hasOwn(value, step.name) ? (value as Record<string, unknown>)[step.name] : undefined;
}
