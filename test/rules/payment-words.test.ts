import { expect } from "chai";
import { dictionaries } from "../../agent-console/text/dictionaries.ts";
import { paymentText } from "../../agent-console/text/payment-text.ts";
import { paymentHint } from "../../backend/shop/orders/payment-hint.ts";
import { paidTo } from "../../widget/chat/cards/paid-to.ts";
import { words as en } from "../../widget/chat/words/en/later.ts";
import { words as zh } from "../../widget/chat/words/zh-cn/later.ts";

const inConsole = (hint: string) => paymentText(hint, dictionaries["zh-CN"]);
const toShopper = (hint: string) => paidTo(hint, (key) => zh[key as keyof typeof zh]);

describe("a way of payment", () => {
  it("is named in the reader's words, with the last four signs as they are", () => {
    expect(inConsole(paymentHint("credit_card", "credit_card_4998749"))).to.equal("信用卡 ••8749");
    expect(inConsole("wechat pay")).to.equal("微信支付");
    expect(toShopper("card ••1418")).to.equal("银行卡 ••1418");
    expect(paidTo("alipay ••5985", (key) => en[key as keyof typeof en])).to.equal("Alipay ••5985");
  });

  it("that nobody has a word for stays as the shop says it, and so does whatever else a hint says", () => {
    for (const hint of [
      "",
      "klarna ••0001",
      "SF8ECAF05D2612",
      "The card ends in 12",
      "https://shop.example/label",
    ])
      expect([inConsole(hint), toShopper(hint)]).to.deep.equal([hint, hint]);
  });
});
