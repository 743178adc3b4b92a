import type { EdmFormat } from '../../../catalog/schema.ts';
import { daySlip, momentSlip } from './slipDate.ts';

/** What is wrong with a text of a format, as a sentence, where it is a slip that can be named. */
export function formatSlip(format: EdmFormat, text: string): string | undefined {
  return SLIPS[format]?.(text.length > 200 ? text.slice(0, 200) : text);
}

const SLIPS: Readonly<Partial<Record<EdmFormat, (text: string) => string | undefined>>> = {
  'date-time': momentSlip,
  date: daySlip,
  'edm-time-of-day': (text) =>
    /[ap]m$/i.test(text) ? 'Hours are counted from 00 to 23, without AM and PM.' : undefined,
  'edm-duration': (text) => {
    if (/^-?P[^T]*[YW]/i.test(text) || /^-?P[^T]*M/i.test(text)) {
      return 'Durations have no years, months or weeks; count in days: P7D is a week, P30D about a month, P365D about a year.';
    }
    return /^-?P[^T]*[HS]/i.test(text) ? 'T stands before hours, minutes and seconds.' : undefined;
  },
  uuid: (text) => {
    if (/^[{(]/.test(text)) return 'A GUID stands without braces.';
    if (/^[\da-f]{32}$/i.test(text)) return 'The dashes are missing.';
    const digits = text.replaceAll('-', '');
    if (!/^[\da-f]+$/i.test(digits) || digits.length < 16 || digits.length === 32) return undefined;
    return `A GUID has 32 hexadecimal digits; these are ${digits.length}.`;
  },
  'edm-binary': (text) => {
    if (/^data:/i.test(text)) return 'Only what stands after the comma of a data: URL is sent.';
    if (text.startsWith('-----BEGIN'))
      return 'Only the lines between BEGIN and END are sent, without line breaks.';
    if (/\s/.test(text)) return 'Base64 stands without white space and line breaks.';
    return undefined;
  },
};
