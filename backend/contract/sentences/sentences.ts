import type { RefusalCode, RefusalDetails } from "../refusals.ts";

/** One language's sentence for every refusal: says exactly what stands in the way and what to do now. */
export type Sentences = { [C in RefusalCode]: (details: RefusalDetails[C]) => string };
