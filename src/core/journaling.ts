/**
 * What the journal of sent requests needs, loaded by one import at the first send or look at it. Only hosts
 * import it; the core's own modules import one another.
 */
export { comparedTitle } from './journal/comparedTitle.ts';
export { entryFacts } from './journal/facts.ts';
export { openJournal } from './journal/journal.ts';
export {
  byDay,
  dayLabel,
  matching,
  outcomeCode,
  outcomeGroup,
  outcomeWords,
  shortPath,
} from './journal/list.ts';
export { comparedText } from './send/record/compared.ts';
export { deliveryOf } from './send/record/kept.ts';
export { keptRequest } from './send/record/keptRequest.ts';
