import { newId, newSecret, sha256 } from "../../../backend/core/ids.ts";
import { resetPassword } from "../../../backend/staff/reset-password.ts";
import type { ShopScene } from "../../support/shop-scene.ts";
import { askedRemedy, grantedRemedy, payingRemedy } from "../../support/situations.ts";
import { outsiders, type Row, row, shoppers, staff, systemOnly } from "./row.ts";

const scenery = (scene: ShopScene) => scene;
const anyStaff = [...staff, "invited", ...outsiders] as const;
/** Whoever asks loses a session by it. */
const alone = (made: Row): Row => ({ ...made, needsOwnScene: true });
const hash = () => sha256(newSecret());

const importing = (name: string) =>
  row(name, systemOnly, scenery, ({ storefrontId }) => ({ storefrontId, rows: [] }));

async function passwordLink(scene: ShopScene) {
  const { personId } = await scene.house.makePerson("agent");
  const { link } = await scene.house.run<{ link: string }>(resetPassword, { personId }, scene.callers.admin);
  return sha256(link.split("/").at(-1) ?? "");
}

async function personWithPassword(scene: ShopScene) {
  const { person } = await scene.house.makePerson("agent", { passwordHash: "the hash that was checked" });
  return person;
}

/** What only doors and jobs give. */
export const internalRows: Row[] = [
  row("remedy.start-paying", systemOnly, grantedRemedy, ({ remedyId }) => ({ remedyId, attempt: 1 })),
  row("remedy.book-outcome", systemOnly, payingRemedy, ({ remedyId, attemptId }) => ({
    remedyId,
    attemptId,
    outcome: { state: "settled", reference: "bank 2", hint: "card ••12", arrivesInDays: 3 },
  })),
  row("remedy.recall", systemOnly, askedRemedy, ({ remedyId }) => ({ remedyId, policyVersion: 1 })),
  row("approval.remind", systemOnly, askedRemedy, ({ remedyId }) => ({ remedyId, round: 1 })),
  row("remedy.expire", systemOnly, askedRemedy, ({ remedyId }) => ({ remedyId })),
  row("shopper.start-session", systemOnly, scenery, ({ storefrontId }) => ({
    storefrontId,
    heldBearerHash: null,
    newBearerHash: hash(),
    identity: { kind: "nothing" },
  })),
  row("shopper.adopt-tickets", systemOnly, scenery, ({ shoppers: { shopper, anonymous } }) => ({
    fromShopperId: anonymous.shopperId,
    toShopperId: shopper.shopperId,
  })),
  row("photo.receive", { done: [...shoppers, ...anyStaff] }, scenery, () => ({
    photos: [{ id: newId(), width: 800, height: 600, bytes: 1000 }],
  })),
  row("photo.forget", systemOnly, scenery, () => ({ photoIds: [newId()] })),
  row("job.finish", systemOnly, scenery, () => ({ jobId: newId() })),
  row("job.reschedule", systemOnly, scenery, () => ({ jobId: newId(), dueAt: 1, error: null })),
  row("job.plan-periodic", systemOnly, scenery, () => ({
    jobs: [{ id: newId(), kind: "try.it", firstDueAt: 1 }],
  })),
  row("job.sweep-rows", systemOnly, scenery, () => ({ of: "receipts" })),
  alone(row("session.end", { done: anyStaff }, scenery, () => ({}))),
  alone(row("session.end-all", { done: anyStaff }, scenery, () => ({}))),
  row("session.start", systemOnly, personWithPassword, ({ id, passwordHash }) => ({
    personId: id,
    passwordHash,
    sessionId: hash(),
  })),
  row("link.use", systemOnly, passwordLink, (linkId) => ({
    linkId,
    passwordHash: "a hash",
    sessionId: hash(),
    admin: null,
  })),
  row("staff.make-first-admin-link", systemOnly, scenery, () => ({})),
  row("shop.make-storefront", systemOnly, scenery, () => ({ name: "Imported shop", timeZone: "UTC" })),
  row("demo.make-shop", systemOnly, scenery, () => ({
    origins: ["http://localhost:3001"],
    merchantUrl: "http://localhost:3001/merchant",
    passwordHash: "a hash",
    departments: [],
    people: [],
  })),
  importing("shop.import-customers"),
  importing("shop.import-orders"),
  importing("shop.import-shipments"),
  importing("shop.import-variants"),
];
