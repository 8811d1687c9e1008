import type { Locale } from "../../contract/vocabulary.ts";

const inChinese: Record<string, string> = {
  clay: "陶土色",
  ink: "墨色",
  white: "白色",
  sand: "沙色",
  sage: "鼠尾草绿",
  cream: "米白",
  forest: "墨绿",
  small: "小号",
  large: "大号",
  oak: "橡木",
  walnut: "胡桃木",
  black: "黑色",
  yuzu: "柚子",
  hinoki: "桧木",
  natural: "原色",
  indigo: "靛蓝",
  oat: "燕麦色",
  cups: "只装",
  pieces: "支装",
  l: "升",
  cm: "厘米",
};

/** A variant's options as the catalogue has them, in the reader's language. */
export function optionName(option: string, locale: Locale): string {
  if (locale === "en") return option;
  const named = option.replace(/[a-z]+/g, (word) => inChinese[word] ?? word);
  return named.replace(/(\d) (?=[只支升厘])/g, "$1");
}
