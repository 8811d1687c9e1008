import type { MouseEvent } from "react";
import { tokenOfLinkPath } from "../../backend/contract/link-path.ts";
import { type QueueName, queueNames } from "../../backend/contract/vocabulary.ts";
import { createStore, useStore } from "../wire/store.ts";

export const adminTabs = ["people", "departments", "storefronts"] as const;
export type AdminTab = (typeof adminTabs)[number];
/** Below 900 px the three panes of the desk are pages of their own. */
export type Pane = "conversation" | "case";

export type Route =
  | { page: "desk"; queue: QueueName; ticketId: string | null; pane: Pane }
  | { page: "approvals" }
  | { page: "payouts" }
  | { page: "limits" }
  | { page: "figures" }
  | { page: "admin"; tab: AdminTab }
  | { page: "link"; token: string | null };

const base = "/console";

function parseRoute(pathname: string): Route {
  const [page, first, second, third] = pathname.slice(base.length).split("/").filter(Boolean);
  switch (page) {
    case "approvals":
    case "payouts":
    case "limits":
    case "figures":
      return { page };
    case "admin":
      return { page, tab: adminTabs.find((tab) => tab === first) ?? "people" };
    case "link":
      return { page, token: tokenOfLinkPath(pathname) };
    default:
      return {
        page: "desk",
        queue: queueNames.find((name) => name === first) ?? "mine",
        ticketId: second ?? null,
        pane: third === "case" ? "case" : "conversation",
      };
  }
}

function pathOf(route: Route): string {
  switch (route.page) {
    case "desk": {
      const ticket = route.ticketId === null ? "" : `/${route.ticketId}`;
      return `${base}/desk/${route.queue}${ticket}${ticket !== "" && route.pane === "case" ? "/case" : ""}`;
    }
    case "admin":
      return `${base}/admin/${route.tab}`;
    case "link":
      return `${base}/link/${route.token ?? ""}`;
    default:
      return `${base}/${route.page}`;
  }
}

const current = createStore<Route>(parseRoute(location.pathname));
addEventListener("popstate", () => current.set(parseRoute(location.pathname)));

export const useRoute = () => useStore(current);

export function go(route: Route, { replaces = false } = {}) {
  const path = pathOf(route);
  if (path === location.pathname) return;
  history[replaces ? "replaceState" : "pushState"](null, "", path);
  current.set(route);
}

/** For anchors: a plain click stays in the page, a modified one is the browser's. */
export const linkTo = (route: Route) => ({
  href: pathOf(route),
  onClick(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(route);
  },
});

/** The same desk with another ticket or pane. */
export function goInDesk(change: Partial<Extract<Route, { page: "desk" }>>) {
  const route = current.get();
  const desk: Route =
    route.page === "desk" ? route : { page: "desk", queue: "mine", ticketId: null, pane: "conversation" };
  go({ ...desk, ...change });
}
