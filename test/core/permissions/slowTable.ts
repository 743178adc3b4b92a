/** Permissions by comparing a path with every one of the data: slow, plain, and written without the quick one. */

/** One path of the data with what it allows. */
export interface Template {
  readonly path: string;
  readonly segments: readonly string[];
  readonly permission: string;
  readonly schemes: readonly string[];
}

interface Data {
  readonly permissions?: Readonly<
    Record<
      string,
      {
        readonly pathSets: readonly {
          readonly schemeKeys: readonly string[];
          readonly methods: readonly string[];
          readonly paths: Readonly<Record<string, string>>;
        }[];
      }
    >
  >;
}

export function templatesOf({ permissions = {} }: Data, method: string): readonly Template[] {
  return Object.entries(permissions).flatMap(([permission, { pathSets }]) =>
    pathSets
      .filter(({ methods }) => methods.includes(method))
      .flatMap(({ schemeKeys, paths }) =>
        Object.keys(paths).map((path) => ({
          path,
          segments: plain(path),
          permission,
          schemes: schemeKeys,
        })),
      ),
  );
}

/** Sorted names per scheme, of the template that fits best; undefined where none fits. */
export function allowedBy(templates: readonly Template[], path: string): unknown {
  const wanted = plain(path);
  const fitting = templates
    .map((template) => ({ template, fit: fitOf(template.segments, wanted) }))
    .filter(({ fit }) => fit !== undefined);
  const best = fitting
    .map(({ fit }) => fit ?? '')
    .sort()
    .at(-1);
  if (best === undefined) return undefined;
  const all = fitting.filter(({ fit }) => fit === best).map(({ template }) => template);
  const of = (scheme: string) =>
    [
      ...new Set(all.filter(({ schemes }) => schemes.includes(scheme)).map(({ permission }) => permission)),
    ].sort();
  return {
    delegatedWork: of('DelegatedWork'),
    delegatedPersonal: of('DelegatedPersonal'),
    application: of('Application'),
  };
}

function plain(path: string): readonly string[] {
  return path
    .toLowerCase()
    .replace(/\?.*$/, '')
    .replaceAll(/\{[^{}]*\}+/g, '*')
    .replace(/\/root:\/[^:]*:/, '/root:/*:')
    .replaceAll(/=[^,()/]+/g, '=*')
    .replaceAll(/\(([^=()]+)\)/g, (_, key: string) => (key === '*' ? '(*)' : `(*)`))
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => (segment === '(*)' ? '*' : segment.replace(/^graph\./, 'microsoft.graph.')));
}

const isCast = (segment: string | undefined) => segment?.startsWith('microsoft.graph.') === true;

/**
 * How well a path fits a template: for each segment `2` where it is written there, `1` where a placeholder stands for
 * it, `0` for both segments where a cast stands on the other side of its key; undefined where it does not fit. Greater
 * texts are better.
 */
function fitOf(template: readonly string[], path: readonly string[]): string | undefined {
  if (template.length !== path.length) return undefined;
  let fit = '';
  for (let at = 0; at < path.length; at++) {
    const [there, here] = [template[at], path[at]];
    if (there === here) fit += '2';
    else if (there === '*' && !isCast(here) && !here?.includes('(') && !here?.startsWith('$')) fit += '1';
    else if (isCast(there) && template[at + 1] === '*' && path[at + 1] === there && !isCast(here)) {
      fit += '00';
      at++;
    } else if (there === '*' && isCast(here) && template[at + 1] === here && !isCast(path[at + 1])) {
      fit += '00';
      at++;
    } else return undefined;
  }
  return fit;
}
