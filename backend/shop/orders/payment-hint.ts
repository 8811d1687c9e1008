/** What an order was paid with, as a person recognises it: "credit card ••8749". Never more than the last four signs. */
export function paymentHint(method: string, reference: string): string {
  const name = method.replaceAll("_", " ").trim();
  const tail = /([0-9A-Za-z]{4})[^0-9A-Za-z]*$/.exec(reference)?.[1];
  return tail === undefined ? name : `${name} ••${tail}`.trim();
}
