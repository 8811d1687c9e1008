import { expect } from "chai";
import { answerOf, send, watchAs } from "../support/clients.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { metricsIn, ofDashboard, ofRules } from "../support/operations.ts";
import { openTicket } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

describe("/metrics of a node that works", () => {
  let live: LiveScene;
  useScene(startLiveScene, (started) => {
    live = started;
  });
  afterEach(() => live.closeClients());

  async function scraped(): Promise<{ names: Set<string>; series: string[] }> {
    const text = await (await fetch(`http://127.0.0.1:${live.app.metricsPort}/metrics`)).text();
    const names = new Set<string>();
    for (const [, name = "", type] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
      if (type === "histogram") for (const part of ["bucket", "sum", "count"]) names.add(`${name}_${part}`);
      else names.add(name);
    }
    return { names, series: text.split("\n").filter((line) => line !== "" && !line.startsWith("#")) };
  }

  it("has all that the dashboard and the alerts ask for", async () => {
    const { names } = await scraped();
    const asked = [...ofDashboard, ...ofRules].flatMap(metricsIn);
    expect(asked.filter((name) => !names.has(name))).to.deep.equal([]);
  });

  it("counts what an operator watches", async () => {
    const { ticketId } = await openTicket(live.scene);
    const [agent, widget] = [await live.consoleOf("agent"), await live.widgetOf("shopper")];
    await watchAs(agent, ticketId, null);
    await watchAs(widget, ticketId, 0);
    answerOf(await send(widget, "message.send", { ticketId, text: "Counted", photoIds: [] }));
    const { series } = await scraped();
    const counted = (start: string) =>
      Number(
        series
          .find((line) => line.startsWith(start))
          ?.split(" ")
          .at(-1),
      );
    expect(counted('frontline_connections{namespace="console"}')).to.equal(1);
    expect(counted('frontline_connections{namespace="widget"}')).to.equal(1);
    expect(counted('frontline_resumes_total{namespace="console",kind="snapshot"}')).to.equal(1);
    expect(counted('frontline_resumes_total{namespace="widget",kind="entries"}')).to.equal(1);
    expect(counted('frontline_command_seconds_count{command="message.send",outcome="done"}')).to.equal(1);
    for (const some of ["frontline_publish_lag_seconds_count", "frontline_commit_batch_size_count"])
      expect(counted(some), some).to.be.at.least(1);
    for (const known of ["frontline_outbox_age_seconds", "frontline_jobs_waiting"])
      expect(counted(known), known).to.be.at.least(0);
    for (const none of ["frontline_slow_clients_cut_total", "frontline_command_retries_total"])
      expect(counted(none), none).to.equal(0);
  });
});
