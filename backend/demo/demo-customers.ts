import type { Address } from "../contract/fields.ts";
import { day } from "../core/clock.ts";
import type { CustomerInput } from "../shop/import/customer-from-row.ts";
import type { Both } from "./catalogue.ts";
import { seededChance } from "./seeded-random.ts";

/** In which currency a customer buys follows from where they live. */
export interface DemoCustomer extends CustomerInput {
  address: Address;
  currency: "CNY" | "USD";
}

/** The six whom one can sign in as in the demo shop, each with a story that shows something. */
export const shoppersOfTheDemo: readonly {
  id: string;
  name: string;
  city: string;
  days: number;
  tags: string[];
  story: Both;
}[] = [
  {
    id: "mei-tanaka",
    name: "Mei Tanaka",
    city: "Shanghai",
    days: 1040,
    tags: ["vip", "gold"],
    story: {
      en: "VIP since 2023: a kettle arrived yesterday, no photo will be asked for it",
      "zh-CN": "老会员：昨天收到水壶，小额免拍照",
    },
  },
  {
    id: "li-na",
    name: "Li Na",
    city: "Hangzhou",
    days: 40,
    tags: [],
    story: { en: "New here: a photo is asked above ¥100", "zh-CN": "新客：超过 100 元需要照片" },
  },
  {
    id: "james-carter",
    name: "James Carter",
    city: "Portland",
    days: 300,
    tags: [],
    story: {
      en: "Buys in dollars, large orders: needs approval",
      "zh-CN": "美元大额订单：需要审批",
    },
  },
  {
    id: "zhang-wei",
    name: "Zhang Wei",
    city: "Chengdu",
    days: 500,
    tags: [],
    story: { en: "A parcel that is late on its way", "zh-CN": "包裹迟迟未到" },
  },
  {
    id: "sofia-rossi",
    name: "Sofia Rossi",
    city: "Boston",
    days: 210,
    tags: ["newsletter"],
    story: {
      en: "Discounts, tax, and a part refunded before",
      "zh-CN": "有折扣、税费，且曾部分退款",
    },
  },
  {
    id: "chen-jing",
    name: "Chen Jing",
    city: "Shenzhen",
    days: 730,
    tags: ["wholesale"],
    story: { en: "Furnishes a tea house: orders of thousands", "zh-CN": "茶馆采购：数千元的订单" },
  },
];

const fromChina = [
  ...["Wu Fei", "Zhou Lan", "Xu Ming", "Sun Yi", "Hu Xin", "Zhu Rui", "Gao Jie", "Lin Qing", "He Yan"],
  ...["Guo Tao", "Ma Li", "Luo Dan", "Liang Yu", "Song Hua", "Zheng Kai", "Xie Min", "Han Mei", "Tang Bin"],
  ...["Feng Xue", "Yu Lei", "Dong Ying", "Yuan Shu", "Deng Hao", "Cao Ting", "Peng Fei", "Zeng Lu"],
];
const fromOverseas = [
  ...["Emma Novak", "Liam O'Brien", "Yuki Sato", "Aarav Patel", "Olivia Smith", "Noah Fischer"],
  ...["Grace Kim", "Lucas Martin"],
];

type City = Pick<Address, "city" | "province" | "zip" | "country">;
const cities: readonly City[] = [
  { city: "Shanghai", province: "SH", zip: "200031", country: "CN" },
  { city: "Hangzhou", province: "ZJ", zip: "310012", country: "CN" },
  { city: "Chengdu", province: "SC", zip: "610041", country: "CN" },
  { city: "Shenzhen", province: "GD", zip: "518052", country: "CN" },
  { city: "Xi'an", province: "SN", zip: "710061", country: "CN" },
  { city: "Portland", province: "OR", zip: "97205", country: "US" },
  { city: "Boston", province: "MA", zip: "02116", country: "US" },
];
const streets = [
  "Wutong Road",
  "Lake Street",
  "Old Mill Lane",
  "Harbour Road",
  "Camphor Avenue",
  "Bell Street",
];

/** Forty people, the same every time; `now` only dates them. */
export function demoCustomers(now: number): DemoCustomer[] {
  const chance = seededChance(7);
  const someone = (name: string, country: string) => ({
    id: name.toLowerCase().replace(/[^a-z]+/g, "-"),
    name,
    city: chance.of(cities.filter((each) => each.country === country)).city,
    days: chance.whole(5, 1200),
    tags: chance.happens(0.12) ? ["vip"] : [],
  });
  const named = [
    ...shoppersOfTheDemo,
    ...fromChina.map((name) => someone(name, "CN")),
    ...fromOverseas.map((name) => someone(name, "US")),
  ];
  return named.map(({ id, name, city, days, tags }, index) => {
    const place = cities.find((each) => each.city === city) ?? chance.of(cities);
    const phone = place.country === "CN" ? `+86 138 0013 ${8000 + index}` : `+1 503 555 01${10 + index}`;
    const address = {
      name,
      line1: `${chance.whole(3, 980)} ${chance.of(streets)}`,
      line2: chance.happens(0.4) ? `Apt ${chance.whole(1, 30)}0${chance.whole(1, 6)}` : "",
      phone,
      ...place,
    };
    return {
      line: index + 1,
      externalId: id,
      name,
      email: `${id.replaceAll("-", ".")}@mail.example`,
      phone,
      tags,
      address,
      since: now - days * day,
      currency: place.country === "CN" ? ("CNY" as const) : ("USD" as const),
    };
  });
}
