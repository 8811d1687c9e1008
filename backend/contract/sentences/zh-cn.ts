import type { Obstacle } from "../entries.ts";
import { formatAmount } from "./format-amount.ts";
import { policyProblemSentence } from "./policy-problem.ts";
import type { Sentences } from "./sentences.ts";

const money = (minor: number, currency: string) => formatAmount(minor, currency, "zh-CN");

const fields: Record<string, string> = { email: "邮箱", name: "名称" };

const states: Record<string, string> = {
  awaiting_approval: "等待审批",
  granted: "已批准",
  paying: "付款中",
  settled: "已完成",
  failed: "失败",
  declined: "已被拒绝",
  expired: "已过期",
  withdrawn: "已撤回",
  recalled: "已召回",
};

const obstacles: Record<Obstacle["dimension"], string> = {
  no_rule: "您的权限不包含这种情况",
  assurance: "该订单尚未经商店验证",
  refusal: "有规则不允许",
  approval: "规则要求审批",
  request_cap: "超出单次申请上限",
  order_cap: "超出单笔订单上限",
  order_share: "超出订单实付金额的比例",
  quantity: "超出单次件数上限",
  day_budget: "超出今日额度",
  week_budget: "超出本周额度",
  customer_budget: "超出单个顾客的额度",
  team_budget: "超出团队本月额度",
  order_count: "超出单笔订单的补偿次数",
  day_count: "超出今日补偿次数",
  week_count: "超出本周补偿次数",
  customer_count: "超出单个顾客的补偿次数",
  team_count: "超出团队本月补偿次数",
  evidence: "需要先提供照片",
};

const faults: Record<string, string> = {
  malformed: "不是有效的签名令牌",
  unknown_key: "密钥编号不属于该店铺",
  bad_signature: "签名不匹配",
  wrong_algorithm: "未使用 HS256 签名",
  expired: "已过期",
  not_yet_valid: "尚未生效",
  expires_too_late: "有效期超过 10 分钟",
  missing_claim: "缺少 sub、email、name、exp 或 jti",
  used_before: "已被使用过",
};

export const zhCn: Sentences = {
  malformed: ({ issues }) => {
    const paths = issues.map(({ path }) => path).filter((path) => path !== "");
    return paths.length === 0
      ? "无法识别提交的内容，请检查后重试。"
      : `以下内容填写有误，请检查后重试：${paths.join("、")}。`;
  },
  unknown_command: ({ name }) => `没有这个操作：“${name}”。请刷新页面以使用最新版本。`,
  old_client: () => "有新版本可用，请刷新页面；您已写的内容会保留。",
  signed_out: () => "您已退出登录，请重新登录。",
  sign_in_failed: () => "邮箱或密码不正确，请重试。",
  not_allowed: () => "您的角色无权执行此操作。如有需要，请联系管理员。",
  not_found: () => "内容不存在，或您无权查看。",
  origin_not_allowed: () => "当前网页的来源不在该店铺的允许列表中，请联系管理员添加。",
  token_rejected: ({ why }) => `身份令牌被拒绝：${faults[why] ?? why}。将以匿名方式继续聊天。`,
  link_expired: () => "此链接已使用或已过期，请向管理员索取新链接。",
  weak_password: ({ least }) => `请设置至少 ${least} 个字符（最多 200 个）的密码。`,
  rate_limited: ({ retryAfterSeconds }) =>
    retryAfterSeconds > 90
      ? `尝试次数过多，请在 ${Math.ceil(retryAfterSeconds / 60)} 分钟后重试。`
      : `尝试次数过多，请在 ${retryAfterSeconds} 秒后重试。`,
  command_id_reused: () => "此请求之前已用其他内容提交过，请刷新页面后重试。",
  changed_meanwhile: ({ by }) =>
    `内容刚刚被${by === undefined || by === "" ? "他人" : by}修改，请查看最新状态后重试。`,
  already_exists: ({ field }) => `该${fields[field] ?? field}已被使用，请换一个。`,
  order_not_matched: () => "没有与此订单号和邮箱相符的订单，请对照订单确认信息检查。",
  ticket_resolved: () => "此会话已解决，请先重新打开。",
  payout_open: ({ count }) => `此工单还有 ${count} 笔付款未完成，完成后才能标记为已解决。`,
  escalation_open: ({ count }) => `此工单还有 ${count} 个部门尚未答复，请等待答复或撤回邀请。`,
  not_rated_open: () => "会话解决后才能评价。",
  approval_required: ({ obstacles: found, grantableMinor, currency }) => {
    const why = found.map(({ dimension }) => obstacles[dimension]).join("；");
    const room =
      grantableMinor > 0 ? `您在此最多可批准 ${money(grantableMinor, currency)}。` : "您无法单独批准。";
    return `${room}${why === "" ? "" : `原因：${why}。`}请提交审批。`;
  },
  over_refundable: ({ leftMinor, currency }) =>
    leftMinor > 0 ? `此订单最多还可退款 ${money(leftMinor, currency)}。` : "此订单已没有可退金额。",
  wrong_currency: ({ expected }) => `此订单的币种为 ${expected}，请使用 ${expected} 金额。`,
  wrong_line: () => "所选商品中有不属于此订单的，请重新选择。",
  wrong_amount: ({ expectedMinor, currency }) =>
    `所选商品价值 ${money(expectedMinor, currency)}，请使用该金额或调整所选商品。`,
  over_bought: ({ left }) => (left > 0 ? `此商品最多还可选择 ${left} 件。` : "此商品已全部处理过。"),
  out_of_stock: ({ sku, left }) =>
    left > 0 ? `${sku} 库存仅剩 ${left} 件，请减少数量或改为退款。` : `${sku} 已无库存，可考虑退款。`,
  not_shipped_goods: () => "所选商品中有无需邮寄的商品，无法补发。",
  no_customer: () => "此订单没有对应的商店客户，无法记入账户。",
  not_shipped_yet: () => "商品尚未发出，请改为取消或修改订单。",
  already_shipped: () => "已有商品发出，不能再取消或修改。",
  order_cancelled: () => "此订单已取消。",
  unknown_variant: ({ sku }) => `商店没有 ${sku} 这一款，请另选。`,
  same_variant: ({ sku }) => `该商品本来就是 ${sku}，请改为补发或选择其他款式。`,
  other_product: ({ sku }) => `${sku} 是另一种商品，只能换成同一商品的其他款式。`,
  dearer_variant: ({ differenceMinor, currency }) =>
    `新款式贵 ${money(differenceMinor, currency)}。请免除差价或另选一款。`,
  over_worth: ({ mostMinor, currency }) => `此处最多可给予 ${money(mostMinor, currency)}，即订单总额。`,
  remedy_in_state: ({ state }) => `无法执行：该补偿当前状态为${states[state] ?? state}。`,
  own_request: () => "不能审批自己的申请，需由其他主管处理。",
  not_your_turn: () => "当前由其他人审批。",
  refused_by_rule: ({ sentence }) => `权限规则不允许：“${sentence}”。`,
  approval_expired: () => "此申请已过期，需重新提交。",
  request_changed: () => "申请内容已变更，请重新查看后再处理。",
  escalation_closed: () => "此邀请已关闭。",
  last_admin: () => "这是最后一位可登录的管理员，请先指定其他管理员。",
  policy_problem: ({ problems }) =>
    `无法发布这些权限规则：${problems.map((each) => policyProblemSentence("zh-CN", each)).join("；")}。`,
  already_live: () => "这套权限已经在生效。",
  nothing_before: () => "没有可以撤回的版本。",
  no_second: () => "没有第二位主管可以确认，请先邀请一位。",
  too_many_drafts: ({ limit }) => `草稿已达 ${limit} 份，请先删除一份。`,
  photo_too_large: ({ limitBytes }) => `照片过大，上限为 ${Math.floor(limitBytes / 1024 / 1024)} MB。`,
  photo_unreadable: () => "无法读取此照片，请重新拍摄或另选一张。",
  photo_unknown_type: () => "只能发送照片：JPEG、PNG、WebP 或 HEIC。",
  too_many_photos: ({ limit }) => `一次最多 ${limit} 张照片，其余请在下一条消息中发送。`,
  photo_taken: () => "此照片已发送过，请重新添加。",
  storage_full: () => "服务器存储空间已满，内容未保存，请联系管理员清理空间。",
  draining: () => "服务器正在重启，稍后将自动重试。",
  busy: () => "暂时无法完成，请稍后重试。",
};
