import { useDisclosure } from "@mantine/hooks";
import { lazy, Suspense } from "react";
import { Desk } from "../desk/desk.tsx";
import { useActs } from "../keys/acts.tsx";
import { KeySheet } from "../keys/key-sheet.tsx";
import { openPalette, Palette } from "../keys/palette.tsx";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { Waiting } from "./page.tsx";
import { placesOf } from "./places.ts";
import { Rail } from "./rail.tsx";
import { go, type Route, useRoute } from "./routes.ts";
import classes from "./shell.module.css";
import { useWaitingApprovals } from "./use-waiting-approvals.ts";

const Approvals = lazy(() => import("../approvals/approvals.tsx"));
const Payouts = lazy(() => import("../payouts/payouts.tsx"));
const Workbench = lazy(() => import("../workbench/workbench.tsx"));
const Figures = lazy(() => import("../figures/figures.tsx"));
const Admin = lazy(() => import("../admin/admin.tsx"));

export function Shell() {
  const route = useRoute();
  const me = useMe();
  const { t } = useLanguage();
  const [isSheetOpen, sheet] = useDisclosure(false);
  const waiting = useWaitingApprovals();
  const places = placesOf(me, waiting > 0);
  useActs([
    ...places.map(({ name, keys, route }) => ({
      id: `go.${name}`,
      title: t.keys.goTo(t.common.nav[name]),
      keys,
      group: "go" as const,
      run: () => go(route),
    })),
    { id: "palette", title: t.keys.commands, keys: "mod+k", group: "general", run: openPalette },
    { id: "sheet", title: t.keys.sheet, keys: "?", group: "general", run: sheet.open },
  ]);
  const isOpen = places.some(({ name }) => name === route.page);

  return (
    <div
      className={classes.shell}
      data-ticket-open={(route.page === "desk" && route.ticketId !== null) || undefined}
    >
      <Rail places={places} waitingApprovals={waiting} onSheet={sheet.open} />
      <div className={classes.place}>
        <ConnectionBanner />
        <ErrorBoundary key={route.page}>
          <Suspense fallback={<Waiting />}>{isOpen ? <Place route={route} /> : <Desk />}</Suspense>
        </ErrorBoundary>
      </div>
      <Palette />
      <KeySheet isOpen={isSheetOpen} onClose={sheet.close} />
    </div>
  );
}

function Place({ route }: { route: Route }) {
  switch (route.page) {
    case "approvals":
      return <Approvals />;
    case "payouts":
      return <Payouts />;
    case "limits":
      return <Workbench />;
    case "figures":
      return <Figures />;
    case "admin":
      return <Admin tab={route.tab} />;
    default:
      return <Desk />;
  }
}
