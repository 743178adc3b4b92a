import { objectOf } from '../loop/select.ts';
import { namedPlaces, pathText } from '../named/named.ts';
import type { GraphError } from '../outcome.ts';
import { actionsFor } from './actionsFor.ts';
import { adviceFor } from './advice.ts';
import type { ExplainContext, Explanation } from './explanation.ts';
import { statusMeaning } from './statuses.ts';

/** Explains a refusal: what the service said, what that means, and what to do next. */
export function explain(error: GraphError, context: ExplainContext): Explanation {
  const { cause, advice } = adviceFor(error, context);
  const places = namedPlaces(error, objectOf(context.body), context.schema);
  return {
    code: error.code === '' ? `HTTP ${error.status}` : error.code,
    message: error.message === '' ? statusMeaning(error.status) : error.message,
    cause,
    advice,
    details: error.details.map((detail, index) => {
      const place = places.find((each) => each.detail === index);
      return place === undefined ? detail : { ...detail, property: pathText(place.path) };
    }),
    documentation: context.endpoint?.documentation ?? generalDocumentation(error.status),
    actions: actionsFor(error, context, places),
  };
}

const GENERAL = 'https://learn.microsoft.com/graph/errors';

function generalDocumentation(status: number): string {
  if (status === 401 || status === 403) return 'https://learn.microsoft.com/graph/resolve-auth-errors';
  return status === 429 ? 'https://learn.microsoft.com/graph/throttling' : GENERAL;
}
