/** Descriptions are looked at as far as this. */
const LONGEST = 4000;

/** What stands before the values: "The possible values are:", "Allowed values:", "Can be". */
const INTRO =
  /\b(?:(?:possible|supported|allowed|valid)(?: \w+)? values?\b(?: are| include)?(?: as follows)?|(?:can|must) be(?: one of)?(?: the following)?(?= ?:? ?`))(?: values?)?\s*:?\s*/i;

/** What stands before the values that are only sent with a header of their own. */
const EVOLVED = /include-unknown-enum-members[^:]{0,400}:\s*(?=[`*"'“])/;

/**
 * The values that a description lists, in any of the forms of the reference: "The possible values are: `a`, `b`.", the
 * same in bold or quotes, with a word on each in parentheses, or as an HTML list. Empty where it lists none, and where
 * it cannot be told for sure that these are all.
 */
export function membersIn(text: string): readonly string[] {
  const cut = text.slice(0, LONGEST);
  const intro = INTRO.exec(cut);
  if (intro === null) return [];
  const list = cut.slice(intro.index + intro[0].length);
  const members = /^(?:<br\s*\/?>\s*)?<[uo]l>/i.test(list) ? listed(list) : (marked(list) ?? plain(list));
  // That null is taken says nothing of the names.
  if (members.every((member) => member === 'null')) return [];
  const evolved = EVOLVED.exec(list);
  const later = evolved === null ? [] : (marked(list.slice(evolved.index + evolved[0].length)) ?? []);
  return [...new Set([...members, ...later])].filter((member) => member !== 'null');
}

/** A member between marks, and a word on it in parentheses. */
const MARKED =
  /(?:`([A-Za-z_]\w*)`|\*\*([A-Za-z_]\w*)\*\*|"([A-Za-z_]\w*)"|'([A-Za-z_]\w*)'|“([A-Za-z_]\w*)”)(?: ?\([^()]{0,200}\))?/y;
const SEPARATOR = /\s*(?:[,;]\s*(?:(?:and|or)\s+)?|\s(?:and|or)\s+)/y;
/** Behind the last one: the end of the sentence or of the text. */
const END = /^\s*[,;]?\s*(?:\.|$|<br|\|)/i;

/** `a`, `b` and `c`; undefined where the first one has no marks, empty where the list goes on in words. */
function marked(list: string): string[] | undefined {
  const members: string[] = [];
  let at = 0;
  for (;;) {
    MARKED.lastIndex = at;
    const found = MARKED.exec(list);
    const member = found?.slice(1).find((each) => each !== undefined);
    if (found === null || member === undefined) break;
    members.push(member);
    at = MARKED.lastIndex;
    SEPARATOR.lastIndex = at;
    if (SEPARATOR.exec(list) === null) break;
    const next = SEPARATOR.lastIndex;
    MARKED.lastIndex = next;
    if (!MARKED.test(list)) break;
    at = next;
  }
  if (members.length === 0) return undefined;
  return END.test(list.slice(at)) ? members : [];
}

/** a, b, c. */
function plain(list: string): string[] {
  const [sentence = ''] = list.split(/\.(?:\s|$)|<br/i, 1);
  const words = sentence.split(/\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+/);
  return words.length > 1 && words.every((word) => /^[A-Za-z_]\w*$/.test(word)) ? words : [];
}

/** The first words of the items of an HTML list; none where one of them has no such word. */
function listed(list: string): string[] {
  const [inside = ''] = list.split(/<\/[uo]l>/i, 1);
  const items = inside.split(/<li>/i).slice(1);
  const names = items.map(
    (item) => /^\s*(?:`|\*\*|"|')?([A-Za-z_]\w*)(?:`|\*\*|"|')?\s*(?=$|[-–—:(<.,;])/.exec(item)?.[1],
  );
  return names.every((name) => name !== undefined) ? names : [];
}
