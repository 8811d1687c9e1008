import type { SameTexts } from "../shape.ts";

/** What everybody's list of templates begins with; {name} is the shopper, {me} the one who writes. */
export const en = {
  sorry: {
    name: "sorry",
    text: "Hello {name}, I am {me}. I am sorry about that. Let me have a look at your order, one moment please.",
  },
  photo: {
    name: "photo",
    text: "Could you send a photo of it, please? One of the damage and one of the box help us most.",
  },
  sent: {
    name: "sent",
    text: "A new one is on its way to you. You will find the tracking number here as soon as the carrier has it.",
  },
  thanks: {
    name: "thanks",
    text: "You are welcome, {name}. Write here any time if something else comes up.",
  },
};

export const zhCN: SameTexts<typeof en> = {
  sorry: {
    name: "抱歉",
    text: "{name} 您好，我是 {me}。非常抱歉给您带来不便，我马上查看您的订单，请稍候。",
  },
  photo: { name: "照片", text: "麻烦您发一下照片好吗？一张损坏处，一张包装盒，最能帮到我们。" },
  sent: { name: "补发", text: "新的商品已安排寄出，物流单号更新后您可以在这里看到。" },
  thanks: { name: "感谢", text: "不客气，{name}。如有其他问题，随时在这里联系我。" },
};
