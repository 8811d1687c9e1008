import { newId } from "../../../backend/core/ids.ts";
import type { ShopScene } from "../../support/shop-scene.ts";
import { outsiders, type Row, row, staff } from "./row.ts";

const adminOnly = { done: ["admin"] } as const;
const scenery = (scene: ShopScene) => scene;
const everybody = [...staff, "invited", ...outsiders] as const;
const colleague = async (scene: ShopScene) => (await scene.house.makePerson("supervisor")).person;

async function somebody(scene: ShopScene) {
  const { person } = await scene.house.makePerson("agent");
  return person;
}

const settings = {
  name: "Second shop",
  origins: ["https://second.example"],
  accent: "#123456",
  position: "left",
  locale: "en",
  timeZone: "UTC",
  merchant: { adapter: "manual", url: null },
};

export const administrationRows: Row[] = [
  row("person.invite", adminOnly, scenery, () => ({
    email: `new-${newId()}@staff.example`,
    name: "New Person",
    role: "agent",
  })),
  row("person.change", adminOnly, somebody, ({ id, name }) => ({
    personId: id,
    name,
    role: "supervisor",
    departmentIds: [],
    isActive: true,
  })),
  row("person.reset-password", adminOnly, somebody, ({ id }) => ({ personId: id })),
  row("department.save", adminOnly, scenery, () => ({ departmentId: null, name: `Returns ${newId()}` })),
  row("storefront.save", adminOnly, scenery, () => ({ storefrontId: null, settings })),
  row("storefront.rotate-secret", adminOnly, scenery, ({ storefrontId }) => ({ storefrontId })),
  row("storefront.rotate-merchant-secret", adminOnly, scenery, ({ storefrontId }) => ({ storefrontId })),
  row("person.name-delegate", { done: everybody }, colleague, ({ id }) => ({
    absence: { delegateId: id, from: 0, until: 8_000_000_000_000 },
  })),
];
