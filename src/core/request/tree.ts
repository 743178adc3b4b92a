import type { Span, Token } from '../text/span.ts';

/**
 * The tree of a `.graph.http` file.
 *
 * A file is a row of blocks, cut at separator lines (`###`). Every span inside a block is relative to
 * the block's first code unit, so that a block that an edit does not touch is reused as it is: only
 * `RequestFile.starts` changes. `RequestFile.starts[i] + span.start` is the place in the file.
 */
export interface RequestFile {
  readonly text: string;
  /** At least one block; together they cover the whole text, without gaps. */
  readonly blocks: readonly Block[];
  /** `starts[i]` is the offset of `blocks[i]` in `text`. */
  readonly starts: readonly number[];
}

/** One request, one pasted response, or a stretch with neither (variables, comments, blank lines). */
export type Block = RequestBlock | ResponseBlock | EmptyBlock;

interface BlockBase {
  /** The block's own text, from its separator (if it has one) up to the next separator. */
  readonly text: string;
  /** Absent only in a first block that starts without a separator. */
  readonly separator?: Separator;
  /**
   * Every line that is not sent (comments, metadata, Markdown fences, scripts of other tools), in the order of the
   * text: from its first character that is no white space to its last.
   */
  readonly comments: readonly Span[];
  readonly metadata: readonly Metadata[];
  readonly variables: readonly FileVariable[];
  /** Every `{{…}}` of the block, in the order of the text. */
  readonly references: readonly Reference[];
  /** What the grammar of the file does not allow, or allows only one of the peers. */
  readonly problems: readonly SyntaxProblem[];
}

/** A block that can be sent: a request line, headers and perhaps a body. */
export interface RequestBlock extends BlockBase {
  readonly kind: 'request';
  readonly requestLine: RequestLine;
  readonly headers: readonly Header[];
  readonly body?: Body;
}

/** A block that starts with `HTTP/1.1 …`: an answer that somebody pasted; it is never sent. */
export interface ResponseBlock extends BlockBase {
  readonly kind: 'response';
  readonly statusLine: Token;
}

/** A block without a request or an answer: blank lines, comments and variables at most. */
export interface EmptyBlock extends BlockBase {
  readonly kind: 'empty';
}

/** `### Title` */
export interface Separator extends Span {
  /** The rest of the separator's line, trimmed; absent where there is none. */
  readonly title?: Token;
}

/** `# @name value`, wherever a comment may stand; `// @name value` is the same. */
export interface Metadata extends Span {
  /** Without the `@`, as written: `name`, `prompt`, `note`, `no-redirect`, or anything else. */
  readonly name: Token;
  /** The rest of the line, trimmed; absent where there is none. */
  readonly value?: Token;
}

/** `@name = value` above the request line. */
export interface FileVariable extends Span {
  readonly name: Token;
  /** The text behind `=`, trimmed, unresolved; may be empty. */
  readonly value: Token;
}

/** `PATCH https://graph.microsoft.com/v1.0/me HTTP/1.1`, with its continuation lines. */
export interface RequestLine extends Span {
  /** As written; absent where the line starts with the URL. */
  readonly method?: Token;
  /** Empty, and without pieces, where the line has none. */
  readonly url: RequestUrl;
  /** `HTTP/1.1`, where it stands at the end of the line. */
  readonly httpVersion?: Token;
}

/**
 * The URL of a request as written: references and placeholders are still in it.
 *
 * `span` runs from its first to its last code unit, over any continuation lines; `text` is what is left
 * when their line breaks and indentation are dropped; `pieces` says where each part of `text` stands.
 */
export interface RequestUrl extends Span {
  readonly text: string;
  readonly pieces: readonly UrlPiece[];
  /** `{connectionsId}`: single braces, outside references, in the path or the query. */
  readonly placeholders: readonly Placeholder[];
}

/** A run of a URL's `text` and the place in the block that it was read from. */
export interface UrlPiece {
  /** Offset in `RequestUrl.text`. */
  readonly at: number;
  /** Where the same run stands in the block. */
  readonly span: Span;
}

/** `{identityId}` in a URL, as the API pages print parameters. The span includes the braces. */
export interface Placeholder extends Span {
  /** Without the braces, trimmed; may have inner spaces, as in `{id | userPrincipalName}`. */
  readonly name: string;
}

/** `Name: value` */
export interface Header extends Span {
  readonly name: Token;
  /** Trimmed; may be empty. */
  readonly value: Token;
}

/**
 * What follows the blank line after the headers, from the first line to the last that are neither blank
 * nor a comment. Comment lines and Markdown fences inside it (`comments`) are not sent.
 */
export interface Body extends Span {
  /** As written, comment lines included. */
  readonly text: string;
  /**
   * Whole lines inside the body that are not sent (comments, scripts of
   * other tools), each with its indentation and its line break.
   */
  readonly comments: readonly Span[];
  /** `< ./file.json` or `<@ ./file.json`, where that is the whole body. */
  readonly file?: FileBody;
}

/** A body that is read from a file at the time of sending. */
export interface FileBody {
  /** As written; references are still in it. */
  readonly path: Token;
  /** `<@`: references inside the file are replaced. */
  readonly resolve: boolean;
  /** `latin1` in `<@latin1 ./file.txt`; only UTF-8 can be sent. */
  readonly encoding?: Token;
}

/** `{{…}}` anywhere in a block. */
export interface Reference extends Span {
  /** What stands between the braces, trimmed, and where. */
  readonly expression: Token;
  /**
   * `variable`: a name. `system`: `$guid` and its kind. `response`: `name.response.body.$.path` or
   * `name.response.headers.X`. `invalid`: none of these.
   */
  readonly kind: 'variable' | 'system' | 'response' | 'invalid';
  readonly place: 'url' | 'header' | 'body' | 'variable';
}

/** Something the file's grammar does not allow. Its sentence is made in `check/`. */
export interface SyntaxProblem {
  readonly code: SyntaxCode;
  readonly span: Span;
}

/** Why a place in a file is not good syntax. */
export type SyntaxCode =
  /** The request line has a URL but no method (the peers would send a GET). */
  | 'method-missing'
  /** The method is not upper case: httpYac reads the line as a GET of a strange URL. */
  | 'method-lower-case'
  /** The first word is no HTTP method known to Microsoft Graph. */
  | 'method-unknown'
  /** There is a method, but no URL after it. */
  | 'url-missing'
  /** The line is neither a method with a URL nor a URL: a body without a request, or a stray line. */
  | 'request-line-malformed'
  /** White space inside a URL, before its query. */
  | 'url-space'
  /** White space in the query of a URL: it is sent as `%20`. */
  | 'query-space'
  /** An indented line of the path below the request line: JetBrains and httpYac join it, REST Client reads a header. */
  | 'url-continued'
  /** A line without a colon among the headers. */
  | 'header-malformed'
  /** A line among the headers that looks like the first line of a body: the blank line is missing. */
  | 'blank-line-missing'
  /** A header line below the blank line: the peers would send it as part of the body. */
  | 'header-misplaced'
  /** A request line or a status line inside a request: the `###` above it is missing. */
  | 'separator-missing'
  /** A line of ``` that came along from a Markdown page; it is not sent. */
  | 'markdown-fence'
  /** Lines that are a script, a handler or an assertion of another tool; they are not sent. */
  | 'script-not-run'
  /** `# @disabled`: httpYac leaves the request out. */
  | 'request-disabled'
  /** `# @loop` and its kind: what they ask for is not done here. */
  | 'metadata-not-followed'
  /** `< ./file` among other lines of a body: only a file that is the whole body can be sent. */
  | 'file-body-mixed'
  /** `<@latin1 ./file`: an encoding other than UTF-8. */
  | 'file-body-encoding'
  /** `{{` without `}}` on the same line. */
  | 'reference-unclosed'
  /** `{{…}}` with something inside that is no reference. */
  | 'reference-invalid'
  /** `{{$timestamp 5 ms}}`: we add milliseconds, the peers read `ms` as minutes. */
  | 'unit-milliseconds'
  /** `@name` without `=`, or a name with characters that the peers refuse. */
  | 'variable-malformed'
  /** `@name = "value"`: the quotes would be sent. */
  | 'variable-quoted'
  /** A backslash in `@name = a\b`: REST Client reads it as an escape, httpYac (and we) as it is. */
  | 'variable-escape'
  /** `@name = value` below a request line, where it is sent as part of the request. */
  | 'variable-misplaced'
  /** `# @unknown`: a metadata comment that no tool knows. */
  | 'metadata-unknown'
  /** `# @name` without a value, or a `# @prompt` without a variable. */
  | 'metadata-value-missing'
  /** `# @name` or `# @prompt` with a name that the peers refuse (letters, digits and `_` are safe). */
  | 'metadata-name-malformed'
  /** ` # text` or ` // text` after a header value, a file variable or the URL: it is sent. */
  | 'comment-trailing';
