import type { Locale } from "../../backend/contract/vocabulary.ts";
import * as admin from "./areas/admin.ts";
import * as caseTexts from "./areas/case.ts";
import * as conversation from "./areas/conversation.ts";
import * as desk from "./areas/desk.ts";
import * as everywhere from "./areas/everywhere.ts";
import * as figures from "./areas/figures.ts";
import * as insight from "./areas/insight.ts";
import * as keys from "./areas/keys.ts";
import * as office from "./areas/office.ts";
import * as release from "./areas/release.ts";
import * as remedy from "./areas/remedy.ts";
import * as rules from "./areas/rules.ts";
import * as signIn from "./areas/sign-in.ts";
import * as templates from "./areas/templates.ts";
import * as vocabulary from "./areas/vocabulary.ts";
import * as workbench from "./areas/workbench.ts";
import type { SameTexts } from "./shape.ts";

const en = {
  common: everywhere.en,
  words: vocabulary.en,
  signIn: signIn.en,
  desk: desk.en,
  conversation: conversation.en,
  case: caseTexts.en,
  remedy: remedy.en,
  approvals: office.en.approvals,
  payouts: office.en.payouts,
  limits: office.en.limits,
  rules: rules.en,
  workbench: { ...workbench.en, ...insight.en, release: release.en },
  figures: figures.en,
  admin: admin.en,
  keys: keys.en,
  templates: templates.en,
};

export type Dictionary = SameTexts<typeof en>;

const zhCN: Dictionary = {
  common: everywhere.zhCN,
  words: vocabulary.zhCN,
  signIn: signIn.zhCN,
  desk: desk.zhCN,
  conversation: conversation.zhCN,
  case: caseTexts.zhCN,
  remedy: remedy.zhCN,
  approvals: office.zhCN.approvals,
  payouts: office.zhCN.payouts,
  limits: office.zhCN.limits,
  rules: rules.zhCN,
  workbench: { ...workbench.zhCN, ...insight.zhCN, release: release.zhCN },
  figures: figures.zhCN,
  admin: admin.zhCN,
  keys: keys.zhCN,
  templates: templates.zhCN,
};

export const dictionaries: Record<Locale, Dictionary> = { en, "zh-CN": zhCN };
