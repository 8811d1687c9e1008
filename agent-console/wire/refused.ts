import type { Answered, WireRefusal } from "../../backend/contract/refusals.ts";

/** A refusal where a promise must fail, as react-query wants it. */
export class Refused extends Error {
  readonly refusal: WireRefusal;
  constructor(refusal: WireRefusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

export function unwrap<A>(answered: Answered<A>): A {
  if (!answered.ok) throw new Refused(answered.refusal);
  return answered.answer;
}
