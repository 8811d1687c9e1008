import type { BudgetScope, FigureCut, Outcome } from "../contract/figures.ts";
import type { LimitDimension } from "../contract/policy.ts";
import type { ClaimReason, Locale } from "../contract/vocabulary.ts";

interface Words {
  from: string;
  to: string;
  cut: Record<FigureCut, string>;
  none: string;
  outcomes: Record<Outcome, string>;
  reasons: Record<ClaimReason, string>;
  scopes: Record<BudgetScope, string>;
  limits: Record<LimitDimension, string>;
  answered: string;
  waiting: string;
  median: string;
  p90: string;
  hours: string;
  given: string;
  unproven: string;
  unprovenIn: (currency: string) => string;
  audited: string;
  delivered: string;
  cases: string;
  carried: string;
  index: string;
  asked: string;
  relayed: string;
  chased: string;
  budget: string;
  currency: string;
  drawn: string;
  mean: string;
  highest: string;
  least: string;
  most: string;
  limit: string;
  times: string;
  generated: (count: number, of: number) => string;
}

const en: Words = {
  from: "From",
  to: "To",
  cut: { department: "Department", agent: "Agent", reason: "Reason" },
  none: "None",
  outcomes: {
    granted: "Granted at once",
    approved: "Approved",
    declined: "Declined",
    expired: "Expired",
    withdrawn: "Withdrawn",
    waiting: "Waiting",
  },
  reasons: {
    broken: "Broken",
    defective: "Does not work",
    missing: "Missing",
    wrong_item: "Wrong item",
    late: "Late",
    not_as_described: "Not as described",
    changed_mind: "Changed their mind",
    other: "Something else",
  },
  scopes: {
    "person-day": "A person's day",
    "person-week": "A person's week",
    "team-month": "A team's month",
  },
  limits: {
    no_rule: "No rule covers it",
    assurance: "Order only stated",
    refusal: "Refused by a rule",
    approval: "Approval by rule",
    request_cap: "Per request",
    order_cap: "Per order",
    order_share: "Share of the order",
    quantity: "Pieces",
    day_budget: "Per day",
    week_budget: "Per week",
    customer_budget: "Per customer",
    team_budget: "Team per month",
    order_count: "Number per order",
    day_count: "Number per day",
    week_count: "Number per week",
    customer_count: "Number per customer",
    team_count: "Number of the team per month",
    evidence: "Photo missing",
  },
  answered: "Requests answered",
  waiting: "Still waiting",
  median: "Median wait (minutes)",
  p90: "90 % answered within (minutes)",
  hours: "Waited in total (hours)",
  given: "Given",
  unproven: "Given without a photo",
  unprovenIn: (currency) => `Given without a photo (${currency})`,
  audited: "Audits asked",
  delivered: "Audits delivered",
  cases: "Cases",
  carried: "Carried",
  index: "Messenger index (%)",
  asked: "Asked for",
  relayed: "Relayed",
  chased: "Chased",
  budget: "Budget",
  currency: "Currency",
  drawn: "Times drawn on",
  mean: "Mean",
  highest: "Highest",
  least: "Lowest limit in force",
  most: "Highest limit in force",
  limit: "Limit",
  times: "Stood in the way",
  generated: (count, of) => `${count} of ${of} cases were made by the demo's generator`,
};

const zhCN: Words = {
  from: "起",
  to: "止",
  cut: { department: "部门", agent: "客服", reason: "原因" },
  none: "无",
  outcomes: {
    granted: "当场准予",
    approved: "已批准",
    declined: "已驳回",
    expired: "已过期",
    withdrawn: "已撤回",
    waiting: "等待中",
  },
  reasons: {
    broken: "破损",
    defective: "故障",
    missing: "少件",
    wrong_item: "发错货",
    late: "迟到",
    not_as_described: "与描述不符",
    changed_mind: "改变主意",
    other: "其他",
  },
  scopes: { "person-day": "个人每日", "person-week": "个人每周", "team-month": "团队每月" },
  limits: {
    no_rule: "没有规则包含",
    assurance: "订单仅为自述",
    refusal: "规则拒绝",
    approval: "规则要求审批",
    request_cap: "单次额度",
    order_cap: "单笔订单额度",
    order_share: "订单比例",
    quantity: "件数",
    day_budget: "每日额度",
    week_budget: "每周额度",
    customer_budget: "单个顾客额度",
    team_budget: "团队每月额度",
    order_count: "每单次数",
    day_count: "每日次数",
    week_count: "每周次数",
    customer_count: "单个顾客次数",
    team_count: "团队每月次数",
    evidence: "缺少照片",
  },
  answered: "已答复申请",
  waiting: "仍在等待",
  median: "等待中位数（分钟）",
  p90: "九成在此时间内答复（分钟）",
  hours: "等待总时长（小时）",
  given: "已给予",
  unproven: "无照片给予",
  unprovenIn: (currency) => `无照片给予（${currency}）`,
  audited: "抽查要求",
  delivered: "抽查已提供",
  cases: "案例",
  carried: "传话",
  index: "传话指数（%）",
  asked: "申请审批",
  relayed: "转其他部门",
  chased: "顾客催促",
  budget: "预算",
  currency: "货币",
  drawn: "动用次数",
  mean: "平均",
  highest: "最高",
  least: "现行最低额度",
  most: "现行最高额度",
  limit: "限制",
  times: "受阻次数",
  generated: (count, of) => `${of} 例中有 ${count} 例由演示数据生成`,
};

/** What the headings and names of an exported sheet are. */
export const figureWords: Record<Locale, Words> = { en, "zh-CN": zhCN };
export type FigureWords = Words;
