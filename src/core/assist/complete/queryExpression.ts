/** What of a query option's value stands before the cursor. */
export interface QueryExpression {
  /** The word at the cursor, as far as it is written. */
  readonly word: string;
  /** The text in single quotes that the cursor is in, as far as it is written; undefined outside of one. */
  readonly text?: string;
  /** Whole words before the word, in the innermost parentheses that are open; calls are `name()`. */
  readonly before: readonly string[];
  /** Whole names in the list that the word is in. */
  readonly taken: readonly string[];
  /** The outermost parentheses that are open: the name before them, and what is written in them. */
  readonly open?: { readonly name: string; readonly inner: string };
  /** What stands before the innermost parentheses that are open; empty where none are. */
  readonly call: string;
  /** The word begins with the variable of `any(x:…)` or `all(x:…)`. */
  readonly variable: boolean;
}

/** A longer value is not looked through. */
const LONGEST = 20_000;
/** Text, a blank in one of its forms, a mark, or a run of anything else. */
const TOKEN = /'(?:[^']|'')*'?|(?:\s|%20|\+)+|[(),;]|(?:(?!%20)[^\s'(),;+])+/g;

/** Reads the value of `$select`, `$filter` and their like up to the cursor (OData URL Conventions, section 5.1). */
export function queryExpression(value: string): QueryExpression {
  const frames: Frame[] = [{ words: [], name: '', start: 0 }];
  let word = '';
  for (const { 0: token, index } of value.slice(0, LONGEST).matchAll(TOKEN)) {
    const frame = frames.at(-1) as Frame;
    const isText = token.startsWith("'");
    if (isText && !(token.length > 1 && token.endsWith("'"))) {
      return { ...expressionOf(frames, value, ''), text: token.slice(1) };
    }
    if (token === '(') {
      frames.push({ words: [], name: word, start: index + 1 });
      word = '';
    } else if (token === ')') {
      if (frames.length > 1) frames.pop();
      word = `${frame.name}()`;
    } else if (/^(?:\s|%20|\+|,|;)/.test(token)) {
      if (word !== '') frame.words.push(word);
      if (token === ',' || token === ';') frame.words.push(token);
      word = '';
    } else word += token;
  }
  return expressionOf(frames, value, word);
}

interface Frame {
  readonly words: string[];
  /** What stands before the parenthesis. */
  readonly name: string;
  readonly start: number;
}

function expressionOf(frames: readonly Frame[], value: string, word: string): QueryExpression {
  const { words, name: call } = frames.at(-1) as Frame;
  const mark = Math.max(words.lastIndexOf(','), words.lastIndexOf(';'));
  const [, outer] = frames;
  const variables = frames.flatMap((frame) => {
    const first = frame.words[0] ?? (frame === frames.at(-1) ? word : '');
    const found = /\/(?:any|all)$/.test(frame.name) ? /^(\w+):/.exec(first)?.[1] : undefined;
    return found === undefined ? [] : [found];
  });
  const own = /^(?:\w+:)?(\w+)/.exec(word)?.[1];
  return {
    call,
    word: word.replace(/^\w+:/, ''),
    before: words.slice(mark + 1).map((each) => each.replace(/^\w+:/, '')),
    taken: words.filter((each) => each !== ',' && each !== ';'),
    variable: (own !== undefined && variables.includes(own)) || /^\w+:/.test(word),
    ...(outer ? { open: { name: outer.name, inner: value.slice(outer.start) } } : {}),
  };
}
