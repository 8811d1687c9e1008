import type { SameTexts } from "../shape.ts";

/** Why a remedy cannot be, and what can. */
export const en = {
  title: "Not possible",
  overRefundable: (left: string) => `Only ${left} of this order can still be refunded`,
  takeAll: (left: string) => `Take ${left}`,
  nothingLeft: (paid: string) => `Nothing is left to refund: all of the ${paid} paid has gone back`,
  notPaid: "Nothing was paid on this order, so nothing can be refunded",
  outOfStock: (title: string, left: number) =>
    left === 0 ? `${title} is out of stock` : `Only ${left} of ${title} in stock`,
  refundInstead: "Refund instead",
  putOnRecord: "Put on record that it was asked for",
  isOnRecord: "On record: whoever tries other limits sees it",
  askedFor: "The shopper asked for it",
  overBought: (title: string) => `${title} has already been made good as often as it was bought`,
  alreadySent: "Something of it has been sent, so it can no longer be cancelled or changed",
  notSent: "It has not been sent yet: cancel it or change the order instead",
  cancelled: "The order has been cancelled",
  noCustomer: "The order belongs to nobody whom the shop knows, so there is no account for it",
  overWorth: (most: string) => `At most ${most} can be given here: that is what the order came to`,
  noOrder: "Nothing can be given back before an order is attached",
  resolved: "The ticket is resolved. Reopen it to make something good.",
  refused: (sentence: string) => `A rule does not allow it: ${sentence}`,
};

export const zhCN: SameTexts<typeof en> = {
  title: "无法进行",
  overRefundable: (left) => `此订单最多还可退 ${left}`,
  takeAll: (left) => `改为 ${left}`,
  nothingLeft: (paid) => `没有可退金额：已付的 ${paid} 已全部退回`,
  notPaid: "此订单尚未付款，无法退款",
  outOfStock: (title, left) => (left === 0 ? `${title} 已无库存` : `${title} 仅剩 ${left} 件库存`),
  refundInstead: "改为退款",
  putOnRecord: "记录曾有此请求",
  isOnRecord: "已记录：试行其他权限时可见",
  askedFor: "顾客提出此请求",
  overBought: (title) => `${title} 的补救次数已达到购买数量`,
  alreadySent: "已有商品发出，不能再取消或修改",
  notSent: "商品尚未发出：请改为取消或修改订单",
  cancelled: "此订单已取消",
  noCustomer: "此订单没有对应的商店客户，无法记入账户",
  overWorth: (most) => `此处最多可给予 ${most}，即订单总额`,
  noOrder: "关联订单后才能进行补救",
  resolved: "工单已解决，重新打开后才能进行补救。",
  refused: (sentence) => `有规则不允许：${sentence}`,
};
