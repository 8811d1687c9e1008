import { expect } from "chai";
import { newId } from "../../backend/core/ids.ts";
import { makeFirstAdminLink } from "../../backend/staff/make-first-admin-link.ts";
import { type Frontline, startFrontline } from "../support/frontline.ts";
import { sharedScreens } from "../support/suite-screens.ts";
import { useScene } from "../support/use-scene.ts";

describe("a helpdesk that has nobody yet", () => {
  let frontline: Frontline;
  let address: string;
  useScene(startFrontline, async (started) => {
    frontline = started;
    const call = { caller: { kind: "system" as const }, commandId: newId() };
    const { link } = await frontline.app.execute(makeFirstAdminLink, {}, call);
    address = `${frontline.url}${link}`;
  });
  afterEach(async function () {
    await (await sharedScreens()).closeAll(this.currentTest);
  });

  it("is opened by the one-time link: its holder is the first admin, is in, and may do what admins do", async () => {
    const page = await (await sharedScreens()).open();
    await page.goto(address);
    await page.getByRole("heading", { name: "Make the first admin" }).waitFor();
    await page.getByLabel("Name").fill("Ada Lovelace");
    await page.getByLabel("E-mail").fill("ada@shop.example");
    await page.getByLabel("New password").fill("too short");
    await page.getByLabel("The same again").fill("too short");
    const finish = page.getByRole("button", { name: "Save and sign in" });
    await finish.click();
    await page.getByText("At least 10 characters").nth(1).waitFor();
    await page.getByLabel("New password").fill("a-long-enough-one");
    await page.getByLabel("The same again").fill("a-long-enough-one");
    await finish.click();
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Admin" }).click();
    await page.getByRole("tabpanel").getByText("Ada Lovelace").waitFor();

    const late = await (await sharedScreens()).open();
    await late.goto(address);
    await late.getByRole("heading", { name: /used up or too old/ }).waitFor();
    await late.goto(`${frontline.url}/console/`);
    await late.getByLabel("E-mail").fill("ada@shop.example");
    await late.getByLabel("Password", { exact: true }).fill("a-long-enough-one");
    await late.getByRole("button", { name: "Sign in" }).click();
    await late.getByRole("navigation", { name: "Main" }).waitFor();
    expect(await frontline.make.reader.sql("SELECT `role` FROM `people`")).to.deep.equal([{ role: "admin" }]);
  });
});
