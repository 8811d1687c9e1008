/** A language's texts must have exactly the keys and parameters of the other's: a missing one does not compile. */
export type SameTexts<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...parameters: infer P) => string
      ? (...parameters: P) => string
      : SameTexts<T[K]>;
};

/** English "1 order", "2 orders"; Chinese needs no such thing. */
export function plural(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
