import type { CommandInput, CommandName } from "../../backend/contract/commands.ts";
import type { Me } from "../../backend/contract/queries/console.ts";
import type { StorefrontRow } from "../../backend/contract/queries/office.ts";
import type { QueryAnswer, QueryInput, QueryName } from "../../backend/contract/queries.ts";
import type { Answered } from "../../backend/contract/refusals.ts";
import type { Role } from "../../backend/contract/vocabulary.ts";
import { newId } from "../../backend/core/ids.ts";

/** A signed-in person as their browser is: the cookie of one session. */
export interface SignedIn {
  token: string;
  me: Me;
}

const password = "a password of nobody";
const cookieOf = (token: string) => ({ cookie: `frontline_session=${token}` });

/** What the doors are knocked at over HTTP: by a program that holds its credentials itself, as no browser does. */
export function httpDesk(url: string) {
  async function ask<A>(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ answer: A; response: Response }> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { "Content-Type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answered = (await response.json()) as Answered<A>;
    if (!answered.ok) {
      const what = answered.refusal === undefined ? response.status : answered.refusal.code;
      throw new Error(`${method} ${path}: refused as ${what}`);
    }
    return { answer: answered.answer, response };
  }

  async function signedIn(path: string, body: unknown): Promise<SignedIn> {
    const { answer, response } = await ask<Me>("POST", path, body);
    const token = /frontline_session=([^;]+)/.exec(response.headers.get("set-cookie") ?? "")?.[1];
    if (token === undefined) throw new Error(`${path} set no cookie`);
    return { token, me: answer };
  }

  async function command<A>(by: SignedIn, name: CommandName, input: unknown): Promise<A> {
    const headers = { ...cookieOf(by.token), "Command-Id": newId() };
    return (await ask<A>("POST", `/api/commands/${name}`, input, headers)).answer;
  }

  async function query<N extends QueryName>(
    by: SignedIn,
    name: N,
    input: QueryInput<N>,
  ): Promise<QueryAnswer<N>> {
    return (await ask<QueryAnswer<N>>("POST", `/api/queries/${name}`, input, cookieOf(by.token))).answer;
  }

  return {
    url,
    command,
    query,

    signIn: (email: string, given: string) => signedIn("/api/session", { email, password: given }),
    signOutEverywhere: (by: SignedIn) => ask("DELETE", "/api/sessions", undefined, cookieOf(by.token)),

    /** `link`: what the first start prints. */
    makeFirstAdmin: (link: string) =>
      signedIn(`/api/links/${link.split("/").at(-1)}`, {
        password,
        email: `admin-${newId()}@shop.example`,
        name: "First Admin",
      }),

    /** A new person, whose browser is signed in. */
    async makePerson(
      admin: SignedIn,
      role: Role,
      name: string,
      departmentIds: string[] = [],
    ): Promise<SignedIn> {
      const input: CommandInput<"person.invite"> = {
        email: `${role}-${newId()}@shop.example`,
        name,
        role,
        departmentIds,
      };
      const { link } = await command<{ link: string }>(admin, "person.invite", input);
      return signedIn(`/api/links/${link.split("/").at(-1)}`, { password });
    },

    async makeDepartment(admin: SignedIn, name: string): Promise<string> {
      const input: CommandInput<"department.save"> = { departmentId: null, name };
      return (await command<{ departmentId: string }>(admin, "department.save", input)).departmentId;
    },

    async makeStorefront(admin: SignedIn, origin: string): Promise<StorefrontRow> {
      const settings = {
        name: "Tea & Cups",
        origins: [origin],
        accent: "#0a7d5a",
        position: "right" as const,
        locale: "en" as const,
        timeZone: "UTC",
        merchant: { adapter: "manual" as const, url: null },
      };
      const input: CommandInput<"storefront.save"> = { storefrontId: null, settings };
      const { storefrontId } = await command<{ storefrontId: string }>(admin, "storefront.save", input);
      const { storefronts } = await query(admin, "storefront.list", {});
      const made = storefronts.find((each) => each.storefrontId === storefrontId);
      if (made === undefined) throw new Error("the storefront is not in the list");
      return made;
    },

    /** The bearer of a new shopper's browser on a page of `origin`. */
    async openShopper(key: string, origin: string): Promise<string> {
      const { answer } = await ask<{ bearer: string }>("POST", "/api/widget/session", { key }, { origin });
      return answer.bearer;
    },
  };
}

export type HttpDesk = ReturnType<typeof httpDesk>;
