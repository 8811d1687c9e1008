import type { Role } from "../contract/vocabulary.ts";

/** Of everybody in the demo; printed at the start. */
export const demoPassword = "kotori-demo";

export const demoDepartments = [
  { name: "Warehouse", isFinance: false },
  { name: "Logistics", isFinance: false },
  { name: "Quality", isFinance: false },
  { name: "Finance", isFinance: true },
] as const;
export type DemoDepartment = (typeof demoDepartments)[number]["name"];

export interface DemoPerson {
  email: string;
  name: string;
  role: Role;
  department: DemoDepartment | null;
}

const person = (login: string, name: string, role: Role, department: DemoDepartment | null = null) => ({
  email: `${login}@kotori.example`,
  name,
  role,
  department,
});

export const demoPeople: readonly DemoPerson[] = [
  person("lin", "Lin Yue", "agent"),
  person("wang", "Wang Hao", "agent"),
  person("zhao", "Zhao Min", "supervisor"),
  person("admin", "Gao Yuan", "admin"),
  person("chen", "Chen Bo", "department", "Warehouse"),
  person("sun", "Sun Li", "department", "Logistics"),
  person("he", "He Ping", "department", "Quality"),
  person("qian", "Qian Fang", "department", "Finance"),
];
