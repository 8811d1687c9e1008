import type { FigureCut, FigureStep, Messenger, Outcomes, Trust, Waits } from "../contract/figures.ts";
import { figureQueries } from "../contract/queries/figures.ts";
import type { PersonActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { defineQuery } from "../core/query.ts";
import { readBudgetFigures } from "./figures-budgets.ts";
import { readFigureCases } from "./figures-cases.ts";
import { readGenerated } from "./figures-generated.ts";
import { type Counted, countFigure, type Figure, showFigure } from "./figures-groups.ts";
import { addMessenger, noMessenger, readMessenger, readMessengerTotal } from "./figures-messenger.ts";
import { addOutcomes, noOutcomes, readOutcomes } from "./figures-outcomes.ts";
import { bucketsOf, wholePeriod } from "./figures-period.ts";
import { type Scope, scopeFor } from "./figures-scope.ts";
import { addTrust, noTrust, readTrust, type TrustCounts, toTrust } from "./figures-trust.ts";
import { addWaits, noWaits, readWaits, toWaits, type WaitCounts } from "./figures-waiting.ts";

interface Asked {
  storefrontId: string;
  from: string;
  to: string;
  step: FigureStep;
  by: FigureCut;
}

async function count<Counts, Shown>(
  reader: Reader,
  asked: Asked,
  actor: PersonActor,
  figureFor: (scope: Scope) => Figure<Counts, Shown>,
) {
  const scope = await scopeFor(reader, actor, asked);
  const buckets = bucketsOf(scope.timeZone, asked.from, asked.to, asked.step);
  const figure = figureFor(scope);
  const counted: Counted<Counts> = await countFigure(reader, figure, scope, buckets);
  return { counted, shown: await showFigure(reader, figure, scope, counted) };
}

const outcomeFigure: Figure<Outcomes, Outcomes> = {
  none: noOutcomes,
  add: addOutcomes,
  show: (counts) => counts,
  read: readOutcomes,
};

export const figureOutcomes = defineQuery({
  name: "figures.outcomes",
  who: figureQueries["figures.outcomes"].who,
  input: figureQueries["figures.outcomes"].input,
  read: async (reader, asked, actor: PersonActor) =>
    (await count(reader, asked, actor, () => outcomeFigure)).shown,
});

const waitFigure: Figure<WaitCounts, Waits> = {
  none: noWaits,
  add: addWaits,
  show: toWaits,
  read: readWaits,
};

export const figureWaiting = defineQuery({
  name: "figures.waiting",
  who: figureQueries["figures.waiting"].who,
  input: figureQueries["figures.waiting"].input,
  read: async (reader, asked, actor: PersonActor) =>
    (await count(reader, asked, actor, () => waitFigure)).shown,
});

const trustFigure = ({ by }: Scope): Figure<TrustCounts, Trust> => ({
  none: noTrust,
  add: addTrust,
  show: (counts, { isGroup }) => toTrust(counts, isGroup && by === "agent"),
  read: readTrust,
});

export const figureTrust = defineQuery({
  name: "figures.trust",
  who: figureQueries["figures.trust"].who,
  input: figureQueries["figures.trust"].input,
  async read(reader, asked, actor: PersonActor) {
    const { counted, shown } = await count(reader, asked, actor, trustFigure);
    return { ...shown, audit: counted.total.audit };
  },
});

const messengerFigure: Figure<Messenger, Messenger> = {
  none: noMessenger,
  add: addMessenger,
  show: (counts) => counts,
  read: readMessenger,
  readTotal: readMessengerTotal,
};

export const figureMessenger = defineQuery({
  name: "figures.messenger",
  who: figureQueries["figures.messenger"].who,
  input: figureQueries["figures.messenger"].input,
  // A day is too short for a share: a request of the evening is answered on the next.
  read: async (reader, asked, actor: PersonActor) =>
    (await count(reader, { ...asked, step: "week" }, actor, () => messengerFigure)).shown,
});

export const figureBudgets = defineQuery({
  name: "figures.budgets",
  who: figureQueries["figures.budgets"].who,
  input: figureQueries["figures.budgets"].input,
  async read(reader, asked, actor: PersonActor) {
    const scope = await scopeFor(reader, actor, asked);
    return readBudgetFigures(reader, scope, bucketsOf(scope.timeZone, asked.from, asked.to, "week"));
  },
});

export const figureGenerated = defineQuery({
  name: "figures.generated",
  who: figureQueries["figures.generated"].who,
  input: figureQueries["figures.generated"].input,
  async read(reader, asked, actor: PersonActor) {
    const scope = await scopeFor(reader, actor, { ...asked, by: "reason" });
    return readGenerated(reader, scope, bucketsOf(scope.timeZone, asked.from, asked.to, "week"));
  },
});

export const figureCases = defineQuery({
  name: "figures.cases",
  who: figureQueries["figures.cases"].who,
  input: figureQueries["figures.cases"].input,
  async read(reader, asked, actor: PersonActor, now) {
    const scope = await scopeFor(reader, actor, asked);
    const period = wholePeriod(scope.timeZone, asked.from, asked.to);
    return readFigureCases(reader, scope, period, asked, now);
  },
});
