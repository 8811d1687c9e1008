import { expect } from "chai";
import { createMetrics } from "../../backend/core/metrics.ts";
import { metricsIn, ofDashboard, ofRules } from "../support/operations.ts";

/** As Prometheus sees them: a histogram is three names. */
async function exported(): Promise<Set<string>> {
  const metrics = await createMetrics().registry.getMetricsAsJSON();
  return new Set(
    metrics.flatMap(({ name, type }) =>
      String(type) === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
}

describe("what an operator is given", () => {
  it("asks for metrics that exist, on the dashboard and in the alert rules", async () => {
    const names = await exported();
    const asked = [...ofDashboard, ...ofRules].flatMap(metricsIn);
    expect(asked.length).to.be.greaterThan(ofDashboard.length);
    expect(asked.filter((name) => !names.has(name))).to.deep.equal([]);
  });

  it("shows every metric of ours on the dashboard", async () => {
    const shown = new Set(
      ofDashboard.flatMap(metricsIn).map((name) => name.replace(/_(bucket|sum|count)$/, "")),
    );
    const ours = createMetrics()
      .registry.getMetricsAsArray()
      .map(({ name }) => name)
      .filter((name) => name.startsWith("frontline_"));
    expect(ours.filter((name) => !shown.has(name.replace(/_(bucket|sum|count)$/, "")))).to.deep.equal([]);
  });

  it("filters by labels that the metrics carry", () => {
    const known = new Set(["job", "instance", "le", "command", "outcome", "kind", "namespace", "table"]);
    const used = [...ofDashboard, ...ofRules].flatMap((expr) => [
      ...[...expr.matchAll(/(\w+)(?:=~|!=|=)"/g)].map(([, label]) => label ?? ""),
      ...[...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list]) => (list ?? "").split(/, */)),
    ]);
    expect(used.filter((label) => !known.has(label))).to.deep.equal([]);
  });
});
