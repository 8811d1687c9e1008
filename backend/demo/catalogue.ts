import type { Locale } from "../contract/vocabulary.ts";
import type { Shape } from "./pictures/product-picture.ts";

/** Text in both languages of the demo shop. */
export type Both = Record<Locale, string>;

export interface Product {
  handle: string;
  /** As orders name it. */
  title: string;
  name: Both;
  about: Both;
  type: string;
  shape: Shape;
  /** CSS colour of the picture's ground. */
  ground: string;
  requiresShipping: boolean;
  variants: { sku: string; option: string; colour: string; yuan: number; dollars: number; stock: number }[];
}

type Variant = [sku: string, option: string, colour: string, yuan: number, dollars: number, stock: number];

function product(
  handle: string,
  [title, zh]: [string, string],
  about: [string, string],
  look: { type: string; shape: Shape; ground: string; requiresShipping?: boolean },
  variants: Variant[],
): Product {
  return {
    handle,
    title,
    name: { en: title, "zh-CN": zh },
    about: { en: about[0], "zh-CN": about[1] },
    requiresShipping: true,
    ...look,
    variants: variants.map(([sku, option, colour, yuan, dollars, stock]) => ({
      sku,
      option,
      colour,
      yuan,
      dollars,
      stock,
    })),
  };
}

export const catalogue: readonly Product[] = [
  product(
    "glass-kettle",
    ["Glass kettle", "耐热玻璃水壶"],
    [
      "Borosilicate glass, blown by mouth, with a beech handle that stays cool. Goes on gas and ceramic hobs.",
      "手工吹制的高硼硅玻璃，榉木手柄不烫手，明火与电陶炉均可使用。",
    ],
    { type: "Kitchen", shape: "kettle", ground: "#e6efec" },
    [
      ["KT-KETTLE-10", "1.0 l", "#9cc3b8", 128, 24, 42],
      ["KT-KETTLE-15", "1.5 l", "#7fb0a6", 168, 32, 35],
    ],
  ),
  product(
    "water-filter",
    ["Filter set", "净水滤芯"],
    [
      "Coconut charcoal and ion resin. Three months of soft water for tea, three filters a set.",
      "椰壳活性炭与离子树脂，一套三支，可用约三个月。",
    ],
    { type: "Kitchen", shape: "filter", ground: "#eaf0f6" },
    [
      ["KT-FILTER-3", "3 pieces", "#8aa9c9", 39, 8, 180],
      ["KT-FILTER-6", "6 pieces", "#6c8fb5", 69, 14, 96],
    ],
  ),
  product(
    "side-handle-teapot",
    ["Side-handle teapot", "侧把茶壶"],
    [
      "Unglazed stoneware from Yixing clay with a built-in strainer. Pours with one hand.",
      "宜兴陶土侧把壶，内置滤网，单手可倒。",
    ],
    { type: "Tea", shape: "teapot", ground: "#f3e9e1" },
    [
      ["KT-TEAPOT-CLAY", "clay", "#b0745a", 238, 45, 18],
      ["KT-TEAPOT-INK", "ink", "#4a4f57", 238, 45, 9],
    ],
  ),
  product(
    "cup-set",
    ["Cup set", "茶杯组"],
    [
      "Thin porcelain with an uneven rim, so that every cup is yours. Two or four in a box.",
      "薄胎瓷杯，杯口略有起伏，每一只都不一样。两只装或四只装。",
    ],
    { type: "Tea", shape: "cups", ground: "#f4f0e6" },
    [
      ["KT-CUPS-2-WHITE", "2 cups / white", "#f7f5ef", 98, 19, 60],
      ["KT-CUPS-4-WHITE", "4 cups / white", "#f7f5ef", 178, 34, 31],
      ["KT-CUPS-4-SAND", "4 cups / sand", "#d9c3a3", 188, 36, 22],
    ],
  ),
  product(
    "rice-bowl",
    ["Rice bowl", "饭碗"],
    [
      "The size of two hands held together. Stacks, and is at home in the dishwasher.",
      "双手合拢的大小，可叠放，可进洗碗机。",
    ],
    { type: "Table", shape: "bowl", ground: "#edf1e6" },
    [
      ["KT-BOWL-SAGE", "sage", "#9fb18a", 46, 9, 140],
      ["KT-BOWL-WHITE", "white", "#f6f4ee", 46, 9, 150],
    ],
  ),
  product(
    "enamel-pot",
    ["Enamel pot", "珐琅锅"],
    [
      "Cast iron under three coats of enamel. Heavy to lift, easy to love, made to be inherited.",
      "铸铁锅身，三层珐琅，分量十足，可以用一辈子。",
    ],
    { type: "Kitchen", shape: "pot", ground: "#f0ece4" },
    [
      ["KT-POT-25-CREAM", "2.5 l / cream", "#efe3c8", 459, 88, 14],
      ["KT-POT-40-FOREST", "4.0 l / forest", "#47624f", 629, 119, 8],
    ],
  ),
  product(
    "cutting-board",
    ["Cedar cutting board", "雪松砧板"],
    [
      "One piece of cedar, light and kind to knives. It smells of a forest after rain.",
      "整块雪松，轻，不伤刀，有雨后森林的气味。",
    ],
    { type: "Kitchen", shape: "board", ground: "#f2ebdd" },
    [
      ["KT-BOARD-S", "small", "#d2a975", 89, 17, 55],
      ["KT-BOARD-L", "large", "#c79a63", 129, 25, 38],
    ],
  ),
  product(
    "storage-jar",
    ["Storage jar", "密封罐"],
    [
      "Glass body, ash lid, a seal that keeps tea dry through the rainy season.",
      "玻璃罐身，白蜡木盖，梅雨季也能让茶叶保持干燥。",
    ],
    { type: "Kitchen", shape: "jar", ground: "#eef1ef" },
    [
      ["KT-JAR-05", "0.5 l", "#b9cfc8", 45, 9, 120],
      ["KT-JAR-10", "1.0 l", "#a8c2ba", 59, 12, 110],
    ],
  ),
  product(
    "desk-lamp",
    ["Desk lamp", "台灯"],
    [
      "A warm cone of light on a turned foot. Dims by touch, remembers your evening.",
      "暖光锥形灯罩，实木灯座，触摸调光并记住亮度。",
    ],
    { type: "Light", shape: "lamp", ground: "#f5eee3" },
    [
      ["KT-LAMP-OAK", "oak", "#c9a26b", 329, 63, 16],
      ["KT-LAMP-BLACK", "black", "#3c3f44", 329, 63, 12],
    ],
  ),
  product(
    "soy-candle",
    ["Soy candle", "大豆蜡烛"],
    [
      "Forty hours of yuzu or hinoki in a glass that becomes a cup afterwards.",
      "柚子或桧木香，可燃四十小时，燃尽后杯子可继续使用。",
    ],
    { type: "Light", shape: "candle", ground: "#f6efe9" },
    [
      ["KT-CANDLE-YUZU", "yuzu", "#e8c76a", 79, 15, 88],
      ["KT-CANDLE-HINOKI", "hinoki", "#b9a58a", 79, 15, 73],
    ],
  ),
  product(
    "linen-tablecloth",
    ["Linen tablecloth", "亚麻桌布"],
    [
      "Washed flax that never needs the iron. Hemmed by hand, softer every month.",
      "水洗亚麻，无需熨烫，手工包边，越洗越软。",
    ],
    { type: "Textile", shape: "cloth", ground: "#eceae4" },
    [
      ["KT-CLOTH-140", "140 × 200 cm / natural", "#d8cdb8", 219, 42, 26],
      ["KT-CLOTH-260", "140 × 260 cm / indigo", "#4d628a", 269, 52, 17],
    ],
  ),
  product(
    "wool-blanket",
    ["Wool blanket", "羊毛毯"],
    [
      "Merino from one flock in Inner Mongolia, woven in a mill of nine looms.",
      "内蒙古同一牧群的美利奴羊毛，小型织坊织造。",
    ],
    { type: "Textile", shape: "blanket", ground: "#efe9e4" },
    [
      ["KT-BLANKET-OAT", "oat", "#d7c6ae", 689, 132, 11],
      ["KT-BLANKET-INK-SOLD-OUT", "ink", "#3f4a5e", 689, 132, 7],
    ],
  ),
  product(
    "bath-towel",
    ["Bath towel", "浴巾"],
    ["Long-staple cotton, waffle weave: dries you, then dries itself.", "长绒棉华夫格，吸水快，干得也快。"],
    { type: "Textile", shape: "towel", ground: "#eaf0f0" },
    [
      ["KT-TOWEL-WHITE", "white", "#f4f4f1", 85, 16, 130],
      ["KT-TOWEL-CLAY", "clay", "#c48f78", 85, 16, 90],
    ],
  ),
  product(
    "folding-stool",
    ["Folding stool", "折叠凳"],
    [
      "Carries a person, a pile of books or a plant. Folds flat behind the door.",
      "可坐可放书放花，折起来可藏在门后。",
    ],
    { type: "Furniture", shape: "stool", ground: "#f1ebe1" },
    [
      ["KT-STOOL-OAK", "oak", "#c8a470", 289, 55, 20],
      ["KT-STOOL-WALNUT", "walnut", "#7c5a42", 319, 61, 2],
    ],
  ),
  product(
    "gift-card",
    ["Gift card", "电子礼品卡"],
    [
      "Sent by e-mail within the minute. For those who know best what they lack.",
      "一分钟内电子邮件送达，让对方自己挑选。",
    ],
    { type: "Gift", shape: "card", ground: "#f4e9ea", requiresShipping: false },
    [["KT-GIFT-200", "200", "#c26d6d", 200, 40, 9999]],
  ),
];

export const productOf = (sku: string): Product | null =>
  catalogue.find((each) => each.variants.some((variant) => variant.sku === sku)) ?? null;
