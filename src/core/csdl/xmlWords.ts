/** Pieces of the regular expressions that find tags: what is plain of XML, in ASCII. */

/** A name. */
export const NAME = '[A-Za-z_:][\\w:.-]*';
/** White space, or none. */
export const BLANK = '[ \\t\\n]*(?:\\r\\n[ \\t\\n]*)*';
/** White space. */
export const SPACE = `(?=[ \\t\\r\\n])${BLANK}`;
/** A value between double quotes that means what is written. */
export const VALUE = "[ !#-%'-;=-~]*";

/** The lines of a text that is read in pieces, counted as far as it was asked. */
export class Lines {
  private line = 1;
  private text = '';
  /** The next line break that was not counted. */
  private nextBreak = -1;

  /** Goes on with another piece, from somewhere in it: all of the one before is counted. */
  begin(text: string, from: number): void {
    this.text = text;
    this.nextBreak = text.indexOf('\n', from);
  }

  /** The line of a place, from 1; no place before it is asked for afterwards. */
  at(place: number): number {
    while (this.nextBreak >= 0 && this.nextBreak < place) {
      this.line++;
      this.nextBreak = this.text.indexOf('\n', this.nextBreak + 1);
    }
    return this.line;
  }
}
