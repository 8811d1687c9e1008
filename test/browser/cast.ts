/** Who plays a journey, and about which goods; amounts as they are typed, and as both screens show them. */
export interface Part {
  shopper: string;
  order: string;
  item: string;
}
interface Paid extends Part {
  typed: string;
  shown: string;
}

export interface Cast {
  /** A new customer's damage, which asks for a photo. */
  damage: Paid;
  /** A trusted customer's small claim. */
  trusted: Paid;
  /** More than an agent may give alone. */
  dear: Paid;
  parcel: Part;
  /** A part of an order that has much more left. */
  twins: Paid;
  asks: Part;
}

export const casts: Record<"demo" | "imported", Cast> = {
  demo: {
    damage: { shopper: "Li Na", order: "Rice bowl", item: "Rice bowl", typed: "46", shown: "¥46" },
    trusted: {
      shopper: "Mei Tanaka",
      order: "Glass kettle",
      item: "Glass kettle",
      typed: "137.20",
      shown: "¥137.20",
    },
    dear: { shopper: "James Carter", order: "Enamel pot", item: "Wool blanket", typed: "450", shown: "$450" },
    parcel: { shopper: "Mei Tanaka", order: "Cup set", item: "Cup set" },
    twins: { shopper: "Zhang Wei", order: "Desk lamp", item: "Desk lamp", typed: "20", shown: "¥20" },
    asks: { shopper: "Chen Jing", order: "Cup set", item: "Cup set" },
  },
  imported: {
    damage: {
      shopper: "Yara Ito",
      order: "#W1304208",
      item: "Hiking Boots",
      typed: "253.89",
      shown: "$253.89",
    },
    trusted: {
      shopper: "Harper Kim",
      order: "#W3433080",
      item: "Electric Kettle",
      typed: "155.99",
      shown: "$155.99",
    },
    dear: { shopper: "Raj Sanchez", order: "#W1067251", item: "Grill", typed: "942.71", shown: "$942.71" },
    parcel: { shopper: "Emma Nguyen", order: "#W3754544", item: "Pet Bed" },
    twins: { shopper: "Ethan Kim", order: "#W3942875", item: "Running Shoes", typed: "20", shown: "$20" },
    asks: { shopper: "Yara Sanchez", order: "#W2651562", item: "Cycling Helmet" },
  },
};
