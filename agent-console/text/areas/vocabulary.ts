import type {
  ClaimReason,
  FinancialStatus,
  QueueName,
  RemedyKind,
  RemedyState,
  Role,
  Wish,
} from "../../../backend/contract/vocabulary.ts";
import type { SameTexts } from "../shape.ts";

const reasons: Record<ClaimReason, string> = {
  broken: "Broken",
  defective: "Does not work",
  missing: "Missing",
  wrong_item: "Wrong item",
  late: "Late",
  not_as_described: "Not as described",
  changed_mind: "Changed their mind",
  other: "Something else",
};
const wishes: Record<Wish, string> = {
  refund: "wants the money back",
  reship: "wants a new one",
  exchange: "wants another variant",
  return_refund: "wants to send it back for a refund",
  talk: "wants to talk to someone",
};
const remedies: Record<RemedyKind, string> = {
  refund: "Refund",
  reship: "Reship",
  exchange: "Exchange",
  return_refund: "Return and refund",
  cancellation: "Cancel",
  order_change: "Change the order",
  store_credit: "Store credit",
  points: "Points",
  gift: "Gift",
  address_correction: "Customer's address",
};
const states: Record<RemedyState, string> = {
  awaiting_approval: "Waiting for approval",
  granted: "Granted",
  paying: "On its way",
  settled: "Settled",
  failed: "Failed",
  declined: "Declined",
  expired: "Expired",
  withdrawn: "Withdrawn",
  recalled: "Recalled",
};
const roles: Record<Role, string> = {
  agent: "Agent",
  supervisor: "Supervisor",
  admin: "Admin",
  department: "Department member",
};
const queues: Record<QueueName, string> = {
  mine: "Mine",
  unassigned: "Unassigned",
  waiting_for_shopper: "Waiting for shopper",
  waiting_for_department: "Waiting for a department",
  awaiting_approval: "Awaiting approval",
  all_open: "All open",
  resolved: "Resolved",
};
const financial: Record<FinancialStatus, string> = {
  pending: "Payment pending",
  paid: "Paid",
  partially_refunded: "Partly refunded",
  refunded: "Refunded",
  voided: "Voided",
};

const payments = {
  card: "card",
  creditCard: "credit card",
  debitCard: "debit card",
  bank: "bank account",
  bankTransfer: "bank transfer",
  alipay: "Alipay",
  wechatPay: "WeChat Pay",
};

export const en = { reasons, wishes, remedies, states, roles, queues, financial, payments };

export const zhCN: SameTexts<typeof en> = {
  reasons: {
    broken: "破损",
    defective: "无法正常使用",
    missing: "缺件",
    wrong_item: "发错货",
    late: "延误",
    not_as_described: "与描述不符",
    changed_mind: "不想要了",
    other: "其他问题",
  },
  wishes: {
    refund: "希望退款",
    reship: "希望补发",
    exchange: "希望换款",
    return_refund: "希望退货退款",
    talk: "希望与客服沟通",
  },
  remedies: {
    refund: "退款",
    reship: "补发",
    exchange: "换货",
    return_refund: "退货退款",
    cancellation: "取消订单",
    order_change: "修改订单",
    store_credit: "店铺余额",
    points: "积分",
    gift: "赠品",
    address_correction: "客户地址",
  },
  states: {
    awaiting_approval: "等待审批",
    granted: "已准予",
    paying: "处理中",
    settled: "已完成",
    failed: "失败",
    declined: "已驳回",
    expired: "已过期",
    withdrawn: "已撤回",
    recalled: "已召回",
  },
  roles: { agent: "客服", supervisor: "主管", admin: "管理员", department: "部门成员" },
  queues: {
    mine: "我的",
    unassigned: "未分配",
    waiting_for_shopper: "等待顾客",
    waiting_for_department: "等待部门",
    awaiting_approval: "等待审批",
    all_open: "全部进行中",
    resolved: "已解决",
  },
  financial: {
    pending: "待付款",
    paid: "已付款",
    partially_refunded: "部分退款",
    refunded: "已退款",
    voided: "已作废",
  },
  payments: {
    card: "银行卡",
    creditCard: "信用卡",
    debitCard: "借记卡",
    bank: "银行账户",
    bankTransfer: "银行转账",
    alipay: "支付宝",
    wechatPay: "微信支付",
  },
};
