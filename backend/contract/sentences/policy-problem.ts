import { type NamedProblem, type PolicyProblemCode, readPolicyProblem } from "../policy-problems.ts";
import type { Locale } from "../vocabulary.ts";

type Said = Record<PolicyProblemCode, (currency: string) => string>;

const en: Said = {
  duplicate_rule: () => "an earlier rule has the same id",
  nobody: () => "it names nobody",
  department_role: () => "departments cannot grant remedies",
  never_counts: () => "another rule refuses all that it is about",
  empty_range: () => "its least number of days is above its most",
  empty_schedule: () => "one of its schedules ends before it begins",
  overlapping_schedules: () => "two of its schedules overlap",
  caps_without_grant: () => "it has limits but grants nothing",
  no_approver: () => "nobody could answer one of its approvals",
  no_currency: () => "it has no cap per order in any currency",
  unknown_currency: (currency) => `${currency} is not a currency`,
  limit_without_cap: (currency) => `it has a limit but no cap per order in ${currency}`,
  trusted_below_untrusted: (currency) =>
    `in ${currency} it asks trusted customers for a photo sooner than others`,
};

const zhCn: Said = {
  duplicate_rule: () => "与前面的规则编号相同",
  nobody: () => "没有指定任何人",
  department_role: () => "部门成员不能发放补偿",
  never_counts: () => "另一条规则拒绝了它所涉及的一切",
  empty_range: () => "天数下限高于上限",
  empty_schedule: () => "其中一个时段的结束早于开始",
  overlapping_schedules: () => "其中两个时段重叠",
  caps_without_grant: () => "设有限额，却不准予任何内容",
  no_approver: () => "其中一级审批无人可以处理",
  no_currency: () => "没有任何币种的单笔订单上限",
  unknown_currency: (currency) => `${currency} 不是有效币种`,
  limit_without_cap: (currency) => `${currency} 设有其他限额，却没有单笔订单上限`,
  trusted_below_untrusted: (currency) => `${currency} 对受信任顾客要求照片的门槛低于其他顾客`,
};

const said: Record<Locale, (problem: NamedProblem) => string> = {
  en: ({ code, index, currency }) => `rule ${index + 1}: ${en[code](currency ?? "")}`,
  "zh-CN": ({ code, index, currency }) => `第 ${index + 1} 条规则：${zhCn[code](currency ?? "")}`,
};

/** For a problem as `policy_problem` spells it; what cannot be read is shown as it came. */
export function policyProblemSentence(locale: Locale, spelled: string): string {
  const problem = readPolicyProblem(spelled);
  return problem === null ? spelled : said[locale](problem);
}
