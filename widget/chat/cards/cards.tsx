/** @jsxImportSource preact */
import type { ShopperTicketView } from "../../../backend/contract/views.ts";
import { adopt } from "../adopt.ts";
import type { Item } from "../views/timeline-items.ts";
import css from "./cards.css";
import { ClaimCard } from "./claim-card.tsx";
import { RemedyCard } from "./remedy-card.tsx";
import { StatusLine } from "./status-line.tsx";

export { Photos } from "./photos.tsx";
export { Rating } from "./rating.tsx";

export type CardItem = Extract<Item, { is: "remedy" | "claim" | "line" }>;

/** Called once the file is here. */
export function dress(root: ShadowRoot) {
  adopt(root, css);
}

/** Whatever stands in a conversation beside its messages. */
export function Card({ item, view }: { item: CardItem; view: ShopperTicketView }) {
  if (item.is === "remedy") return <RemedyCard remedy={item.remedy} />;
  if (item.is === "claim") return <ClaimCard entry={item.entry} />;
  return <StatusLine entry={item.entry} remedies={view.remedies} />;
}
