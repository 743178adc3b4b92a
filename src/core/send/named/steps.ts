/** The names of a path to a property, outermost first: `['passwordCredentials', '0', 'startDateTime']`. */
export type Steps = readonly string[];

/** A name, `[0]`, `['name']` or `["name"]`. */
const STEP = /\.?(?:([^.[\]'"\s]+)|\[(?:'([^'\]]*)'|"([^"\]]*)"|(\d{1,9}))\])/y;
/** What stands before a path to say that it begins at the body. */
const ROOTS = /^(?:\$|#)(?=[./[]|$)/;
const LONGEST = 400;
const MOST_STEPS = 40;

/**
 * Reads how a service writes the path to a property: of OData (`state/deviceErrorCode`), with dots
 * (`identity.name`), with places of lists (`passwordCredentials[0].startDateTime`), as JSON pointer or JSONPath. Type
 * casts in between (`microsoft.graph.user/displayName`) are left out.
 *
 * @returns undefined where the text is no path
 */
export function readSteps(text: string): Steps | undefined {
  const path = text.trim().replace(ROOTS, '');
  if (path === '' || path.length > LONGEST || /[\s,;:=(){}<>?&|]/.test(path)) return undefined;
  const steps: string[] = [];
  for (const segment of path.split('/')) {
    const read = segment === '' || isCast(segment) ? [] : readSegment(segment);
    if (read === undefined) return undefined;
    steps.push(...read);
  }
  return steps.length === 0 || steps.length > MOST_STEPS ? undefined : steps;
}

function isCast(segment: string): boolean {
  return /^#?microsoft\.graph\.[\w.]+$/i.test(segment);
}

function readSegment(segment: string): Steps | undefined {
  // The names of annotations have dots of their own: `state.members@odata.bind`.
  const at = segment.indexOf('@');
  const plain = at < 0 ? segment : segment.slice(0, segment.lastIndexOf('.', at) + 1).replace(/\.$/, '');
  const steps: string[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < plain.length) {
    const match = STEP.exec(plain);
    if (match === null) return undefined;
    steps.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  }
  if (at >= 0) steps.push(segment.slice(plain === '' ? 0 : plain.length + 1));
  return steps.every((step) => /^[\w@.$-]{1,120}$/.test(step)) ? steps : undefined;
}
