import { expect } from "chai";
import { useStage } from "./stage.ts";

describe("the console's office", function () {
  const stage = useStage(this);

  it("lets an admin invite a person, who chooses a password by the link and is in", async () => {
    const admin = await stage.staff("admin");
    await admin.place("Admin");
    await admin.page.getByRole("button", { name: "Invite a person" }).click();
    const form = admin.page.getByRole("dialog");
    await form.getByLabel("Name").fill("Ana Costa");
    await form.getByLabel("E-mail").fill("ana@kotori.example");
    await form.getByRole("button", { name: "Invite", exact: true }).click();
    const link = await admin.page.getByRole("dialog", { name: "One-time link" }).locator("pre").textContent();
    if (link === null) throw new Error("no link was shown");

    const page = await stage.page({});
    await page.goto(link);
    await page.getByRole("heading", { name: "Welcome, Ana Costa" }).waitFor();
    await page.getByLabel("New password").fill("a-long-enough-one");
    await page.getByLabel("The same again").fill("another-one-here");
    await page.getByRole("button", { name: "Save and sign in" }).click();
    await page.getByText("The two are not the same").waitFor();
    await page.getByLabel("The same again").fill("a-long-enough-one");
    await page.getByRole("button", { name: "Save and sign in" }).click();
    await page.getByRole("navigation", { name: "Queues" }).waitFor();

    const late = await stage.page({});
    await late.goto(link);
    await late.getByRole("heading", { name: /used up or too old/ }).waitFor();
  });

  it("says why a sign-in failed, and nothing of who exists", async () => {
    const said: string[] = [];
    for (const email of ["lin@kotori.example", "nobody@kotori.example"]) {
      const page = await stage.page({});
      await page.goto(`${stage.frontline().url}/console/`);
      await page.getByLabel("E-mail").fill(email);
      await page.getByLabel("Password", { exact: true }).fill("not the password");
      await page.getByRole("button", { name: "Sign in" }).click();
      said.push((await page.getByRole("alert").textContent()) ?? "");
    }
    expect(said[0]).to.not.equal("");
    expect(said[1]).to.equal(said[0]);
  });

  it("declines a request with a reason that the asker reads", async () => {
    const supervisor = await stage.staff("zhao");
    const agent = await stage.staff("lin");
    await agent.openTicket("Awaiting approval", /Chen Jing/);
    await supervisor.place("Approvals");
    await supervisor.page.getByRole("heading", { name: /Lin Yue asks for a refund/ }).waitFor();
    await supervisor.page.getByRole("button", { name: "Decline" }).click();
    await supervisor.page
      .getByLabel("Reason, for the one who asked")
      .fill("Ask for a photo of the box first");
    await supervisor.page.getByRole("button", { name: "Decline" }).click();
    await agent.reads("Ask for a photo of the box first");
    await agent.panel
      .getByText(/Refund/)
      .first()
      .waitFor();
    await supervisor.page.getByText("Nothing waits for a decision").waitFor();
  });

  it("remembers language and colours, and signs out", async () => {
    const { page } = await stage.staff("lin");
    await page.getByRole("button", { name: "Your account" }).click();
    await page.getByText("中文").click();
    await page.getByRole("navigation", { name: "队列" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).to.equal("zh-CN");
    await page.getByText("深色").click();
    await page.reload();
    await page.getByRole("navigation", { name: "队列" }).waitFor();
    expect(await page.locator("html").getAttribute("data-mantine-color-scheme")).to.equal("dark");
    await page.getByRole("button", { name: "您的账户" }).click();
    await page.getByRole("button", { name: "退出登录" }).click();
    await page.getByRole("heading", { name: "登录" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "登录" }).waitFor();
  });
});
