/**
 * Loaded before a backend (`--import`): its whole process, libraries included, reads a clock that is wrong by
 * `CHAOS_CLOCK_SKEW_MS`. Timers run as they do.
 */
const skewMs = Number(process.env.CHAOS_CLOCK_SKEW_MS ?? 0);

if (skewMs !== 0) {
  const TrueDate = Date;
  const now = () => TrueDate.now() + skewMs;
  globalThis.Date = new Proxy(TrueDate, {
    construct: (target, given: unknown[], newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as Date,
    apply: () => new TrueDate(now()).toString(),
    get: (target, key, receiver) => (key === "now" ? now : (Reflect.get(target, key, receiver) as unknown)),
  });
}
