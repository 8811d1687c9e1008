import { Select } from "@mantine/core";
import { useState } from "react";
import { Blank } from "../shell/blank.tsx";
import { Page } from "../shell/page.tsx";
import { isLead } from "../shell/places.ts";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import type { Asked, Opened } from "./asked.ts";
import { BudgetsFigure } from "./budgets-figure.tsx";
import { CaseDrawer } from "./case-drawer.tsx";
import classes from "./figures.module.css";
import { GeneratedNote } from "./generated-note.tsx";
import { MessengerFigure } from "./messenger-figure.tsx";
import { OutcomesFigure } from "./outcomes-figure.tsx";
import { choose, periodOf, stepOf, todayIn, useChoice } from "./period.ts";
import { PeriodBar } from "./period-bar.tsx";
import { TrustFigure } from "./trust-figure.tsx";
import { WaitingFigure } from "./waiting-figure.tsx";

/** What authority does and costs, of one storefront in one period. */
export default function Figures() {
  const { t, locale } = useLanguage();
  const me = useMe();
  const choice = useChoice();
  const [opened, setOpened] = useState<Opened | null>(null);
  const storefront = me.storefronts.find(({ id }) => id === choice.storefrontId) ?? me.storefronts[0];
  const today = storefront === undefined ? "" : todayIn(storefront.timeZone);
  const period = storefront === undefined ? null : periodOf(choice, today);
  const asked: Asked | null =
    storefront === undefined || period === null
      ? null
      : { storefrontId: storefront.id, ...period, step: stepOf(choice, period), by: choice.by, locale };
  return (
    <Page
      title={t.figures.title}
      hint={isLead(me) ? t.figures.hint : t.figures.ownHint}
      isWide
      aside={
        me.storefronts.length > 1 &&
        storefront !== undefined && (
          <Select
            aria-label={t.figures.storefront}
            data={me.storefronts.map(({ id, name }) => ({ value: id, label: name }))}
            value={storefront.id}
            onChange={(storefrontId) => choose({ storefrontId })}
          />
        )
      }
    >
      {storefront === undefined && <Blank title={t.admin.noStorefronts} />}
      {storefront !== undefined && <PeriodBar choice={choice} timeZone={storefront.timeZone} today={today} />}
      {asked !== null && (
        <div className={classes.figures}>
          <GeneratedNote asked={asked} />
          <OutcomesFigure asked={asked} onOpen={setOpened} />
          <WaitingFigure asked={asked} onOpen={setOpened} />
          <MessengerFigure asked={asked} onOpen={setOpened} />
          <TrustFigure asked={asked} onOpen={setOpened} />
          <BudgetsFigure asked={asked} onOpen={setOpened} />
        </div>
      )}
      {asked !== null && opened !== null && (
        <CaseDrawer storefrontId={asked.storefrontId} opened={opened} onClose={() => setOpened(null)} />
      )}
    </Page>
  );
}
