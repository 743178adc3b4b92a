/** A metadata comment (`# @name x`) that is read here. */
export interface MetadataFacts {
  /** Without the `@`. */
  readonly name: string;
  /** What it is written as, with snippet stops. */
  readonly snippet: string;
  /** What it does, in Markdown. */
  readonly about: string;
}

/** Every metadata comment, most used first. */
export const METADATA: readonly MetadataFacts[] = [
  {
    name: 'name',
    snippet: 'name $1',
    about:
      'Names the request, so that later ones can use its answer: `{{name.response.body.$.id}}`, `{{name.response.headers.ETag}}`.',
  },
  {
    name: 'prompt',
    snippet: 'prompt ${1:variable} ${2:description}',
    about: 'Asks for the value of a variable at each send. The words after its name are the question.',
  },
  {
    name: 'note',
    snippet: 'note $1',
    about: 'Shows this text and asks for confirmation before the request is sent.',
  },
  {
    name: 'no-redirect',
    snippet: 'no-redirect',
    about: 'Redirects are never followed here; other tools need this line.',
  },
];
