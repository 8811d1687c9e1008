import { fileClaim } from "../claims/file-claim.ts";
import type { OrderedLine } from "../contract/fields.ts";
import type { Caller } from "../core/actor.ts";
import { hour } from "../core/clock.ts";
import type { AnyCommand } from "../core/command.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Execute } from "../core/execute.ts";
import { newId } from "../core/ids.ts";
import { openTicket } from "../desk/open-ticket.ts";
import { sendMessage } from "../desk/send-message.ts";
import { openEscalation } from "../escalations/open-escalation.ts";
import { grantRemedy } from "../remedies/grant-remedy.ts";
import { requestRemedy } from "../remedies/request-remedy.ts";
import { customers, orderLines, orders } from "../shop/tables.ts";
import { departments } from "../staff/tables.ts";
import { rateTicket } from "../tickets/rate-ticket.ts";
import { resolveTicket } from "../tickets/resolve-ticket.ts";
import { tickets } from "../tickets/tables.ts";
import { asPerson, asShopper } from "./act-as.ts";
import type { DemoDepartment } from "./demo-people.ts";

interface Stage {
  reader: Reader;
  execute: Execute;
  storefrontId: string;
}

interface Scene extends Stage {
  run<Answer>(command: AnyCommand, input: unknown, caller: Caller): Promise<Answer>;
  lin: Caller;
  wang: Caller;
}

/**
 * A morning at the desk, so that no queue of the console is empty: each ticket went through the same commands as a
 * real one. Does nothing where there are tickets already.
 */
export async function openDemoTickets(stage: Stage): Promise<void> {
  const { storefrontId, reader } = stage;
  if ((await reader.count(tickets, { storefrontId })) > 0) return;
  const scene: Scene = {
    ...stage,
    run: (command, input, caller) => stage.execute(command, input, { caller, commandId: newId() }) as never,
    lin: await asPerson(stage, "lin@kotori.example"),
    wang: await asPerson(stage, "wang@kotori.example"),
  };
  await lateParcel(scene);
  await missingBowl(scene);
  await brokenCups(scene);
  await answeredQuestion(scene);
  await openQuestion(scene);
}

/** The newest order of a customer that holds this SKU, and that many pieces of it. */
async function bought({ reader, storefrontId }: Stage, customerId: string, sku: string, quantity: number) {
  const customer = await reader.one(customers, { storefrontId, externalId: customerId });
  const theirs = await reader.many(orders, {
    where: { storefrontId, customerId: customer?.id ?? "" },
    order: { orderedAt: "DESC" },
    take: 50,
  });
  for (const order of theirs) {
    const line = await reader.one(orderLines, { orderId: order.id, sku });
    if (line !== null) return { orderId: order.id, lines: [{ lineId: line.id, quantity }] };
  }
  throw new Error(`${customerId} has bought no ${sku}`);
}

interface Complaint {
  orderId: string;
  lines: OrderedLine[];
  reason: string;
  wish: string;
  words: string;
}

const complain = (scene: Scene, shopper: Caller, complaint: Complaint) =>
  scene.run<{ ticketId: string }>(fileClaim, { ticketId: null, photoIds: [], ...complaint }, shopper);

const say = (scene: Scene, caller: Caller, ticketId: string, text: string) =>
  scene.run(sendMessage, { ticketId, text, photoIds: [] }, caller);

/** Waits for a department: Logistics is asked where the parcel is. */
async function lateParcel(scene: Scene): Promise<void> {
  const shopper = await asShopper(scene, scene.storefrontId, "zhang-wei");
  const { ticketId } = await complain(scene, shopper, {
    ...(await bought(scene, "zhang-wei", "KT-LAMP-OAK", 1)),
    reason: "late",
    wish: "talk",
    words: "十天了还没有到，物流一直没有更新。",
  });
  await say(scene, scene.lin, ticketId, "张先生您好，我是小林。我马上请物流同事查这个包裹，今天内给您答复。");
  const name: DemoDepartment = "Logistics";
  const department = await scene.reader.one(departments, { name });
  const question = "SF 包裹五天没有更新，请查一下现在在哪里，最晚哪天能到？";
  const dueAt = Date.now() + 4 * hour;
  await scene.run(openEscalation, { ticketId, departmentId: department?.id, question, dueAt }, scene.lin);
}

/** Made good within authority: on its way or settled by the time somebody looks. */
async function missingBowl(scene: Scene): Promise<void> {
  const shopper = await asShopper(scene, scene.storefrontId, "li-na");
  const { orderId, lines } = await bought(scene, "li-na", "KT-BOWL-SAGE", 1);
  const complaint = { orderId, lines, reason: "missing", wish: "refund", words: "四只碗只收到三只。" };
  const { ticketId } = await complain(scene, shopper, complaint);
  const refund = { ticketId, orderId, reason: "missing", remedy: "refund" };
  const request = { ...refund, amountMinor: 4600, currency: "CNY", lines: [] };
  const tell = "李小姐，非常抱歉少装了一只。我已经为您办理退款，无需寄回任何东西。";
  await scene.run(grantRemedy, { request, tell }, scene.wang);
}

/** Beyond an agent's limit: waits for Zhao Min. */
async function brokenCups(scene: Scene): Promise<void> {
  const shopper = await asShopper(scene, scene.storefrontId, "chen-jing");
  const { orderId, lines } = await bought(scene, "chen-jing", "KT-CUPS-4-SAND", 3);
  const complaint = {
    orderId,
    lines,
    reason: "missing",
    wish: "refund",
    words: "八盒里少了三盒，外箱被打开过。",
  };
  const { ticketId } = await complain(scene, shopper, complaint);
  await say(scene, scene.lin, ticketId, "陈女士您好，三盒确实没有随货发出。我在申请退款，很快给您结果。");
  const refund = { ticketId, orderId, reason: "missing", remedy: "refund" };
  const request = { ...refund, amountMinor: 45_000, currency: "CNY", lines: [] };
  const because = "外箱在途中被打开，三盒缺失；茶馆客户，长期采购。";
  await scene.run(requestRemedy, { request, because }, scene.lin);
}

/** Resolved and rated. */
async function answeredQuestion(scene: Scene): Promise<void> {
  const shopper = await asShopper(scene, scene.storefrontId, null);
  const question = {
    text: "Hello, may the side-handle teapot go into the dishwasher?",
    photoIds: [],
    context: { scene: "product", sku: "KT-TEAPOT-CLAY" },
  };
  const { ticketId } = await scene.run<{ ticketId: string }>(openTicket, question, shopper);
  const answer =
    "Better not: unglazed clay drinks the detergent. Warm water and a soft cloth keep it well for years.";
  await say(scene, scene.lin, ticketId, answer);
  await scene.run(resolveTicket, { ticketId }, scene.lin);
  await scene.run(rateTicket, { ticketId, score: 5, words: "Quick and kind." }, shopper);
}

/** Nobody's yet. */
async function openQuestion(scene: Scene): Promise<void> {
  const shopper = await asShopper(scene, scene.storefrontId, "sofia-rossi");
  const text =
    "Hi! One of my white towels has a pulled thread. Is there a way to mend it, or can you help me?";
  await scene.run(
    openTicket,
    { text, photoIds: [], context: { scene: "order", sku: "KT-TOWEL-WHITE" } },
    shopper,
  );
}
