import { useState } from "react";
import type { Answered } from "../../backend/contract/refusals.ts";
import { useLanguage } from "../text/language.tsx";
import { NoAnswer } from "../wire/http.ts";

/** One try at a door at a time: the answer, or null with the reason in `problem`. */
export function useDoor() {
  const { t } = useLanguage();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function pass<A>(knock: () => Promise<Answered<A>>): Promise<A | null> {
    setBusy(true);
    setProblem(null);
    try {
      const answered = await knock();
      if (answered.ok) return answered.answer;
      setProblem(answered.refusal.message);
    } catch (error) {
      const isOffline = error instanceof NoAnswer && error.isOffline;
      setProblem(isOffline ? t.common.errors.unreachable : t.common.errors.unexpected);
    } finally {
      setBusy(false);
    }
    return null;
  }
  return { pass, problem, isBusy };
}
