/** One step of a JSON path: `.name`, `["@odata.type"]` for what is no identifier, `[3]` for a place of an array. */
export function pathStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}
