import { Refusal } from '../answer.ts';

/** One item of a header that orders something: `retry-after=5`, `slow-body`. */
export interface Order {
  /** In lower case. */
  readonly name: string;
  /** What follows `=`, in lower case; undefined without one. */
  readonly value: string | undefined;
}

/** The items of such a header, joined by `;`. */
export function ordersIn(header: string | undefined): readonly Order[] {
  const orders: Order[] = [];
  for (const item of (header ?? '').split(';')) {
    const text = item.trim().toLowerCase();
    if (text === '') continue;
    const [name = '', value] = text.split('=').map((part) => part.trim());
    orders.push({ name, value });
  }
  return orders;
}

/** A whole number from 0 to `largest`; undefined where the text is none. */
export function wholeNumber(value: string | undefined, largest: number): number | undefined {
  return value !== undefined && /^\d{1,9}$/.test(value) && Number(value) <= largest
    ? Number(value)
    : undefined;
}

/** The refusal of an order that nobody knows. */
export function unknownOrder(what: string, header: string, known: string): Refusal {
  return new Refusal(
    400,
    'BadRequest',
    `The sandbox does not know ${what} in the ${header} header. It knows: ${known}.`,
  );
}
