import { readFileSync } from "node:fs";

const folder = new URL("../../backend/edge/operations/", import.meta.url);
const dashboard = JSON.parse(readFileSync(new URL("grafana-dashboard.json", folder), "utf8")) as {
  panels: { title: string; targets: { expr: string }[] }[];
};
const rules = readFileSync(new URL("alert-rules.yaml", folder), "utf8");

/** What the panels ask for. */
export const ofDashboard = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
/** What the alerts ask for. */
export const ofRules = [...rules.matchAll(/^ +expr: (.+)$/gm)].map(([, expr]) => expr ?? "");

/** Every name in an expression that is neither a function, a label nor a word of the language. */
export function metricsIn(expr: string): string[] {
  const bare = expr
    .replace(/"[^"]*"/g, "")
    .replace(/\{[^}]*\}/g, "")
    .replace(/by \([^)]*\)/g, "");
  return [...bare.matchAll(/\b[a-z][a-z0-9]*_[a-z0-9_]+\b(?!\s*\()/g)].map(([name]) => name);
}
