import { newId } from "../../../backend/core/ids.ts";
import { makeFirstAdminLink } from "../../../backend/staff/make-first-admin-link.ts";
import {
  type Client,
  type ConsoleClient,
  connected,
  consoleAt,
  type WidgetClient,
  widgetAt,
} from "../../support/clients.ts";
import { startFrontline } from "../../support/frontline.ts";
import { type HttpDesk, httpDesk, type SignedIn } from "../../support/http-desk.ts";

/**
 * What the suite is pointed at: `npm run test:protocol -- --url URL --key KEY --origin ORIGIN [--email E --password P]`,
 * or nothing, for an application of its own. Everything goes through the doors alone.
 */
export interface Target {
  url: string;
  key: string;
  /** A page that may use the key. */
  origin: string;
  desk: HttpDesk;
  /** Null where no admin's password was given: what staff sees is then not looked at. */
  staff: Staff | null;
  /** Only of an application of its own. */
  drain: (() => Promise<void>) | null;
  shopper(): Promise<{ bearer: string; widget: WidgetClient }>;
  console(session: SignedIn): Promise<ConsoleClient>;
  keep<C extends Client>(client: C): Promise<C>;
  closeClients(): void;
  stop(): Promise<void>;
}

export interface Staff {
  admin: SignedIn;
  departmentId: string;
  makeAgent(): Promise<SignedIn>;
  makeMember(): Promise<SignedIn>;
}

const ownOrigin = "https://shop.example";

async function staffOf(desk: HttpDesk, admin: SignedIn): Promise<Staff> {
  const departmentId = await desk.makeDepartment(admin, `Protocol ${newId()}`);
  return {
    admin,
    departmentId,
    makeAgent: () => desk.makePerson(admin, "agent", "Protocol Agent"),
    makeMember: () => desk.makePerson(admin, "department", "Protocol Member", [departmentId]),
  };
}

type Place = Pick<Target, "url" | "key" | "origin" | "desk" | "staff" | "drain"> & { stop(): Promise<void> };

async function givenPlace(env: NodeJS.ProcessEnv): Promise<Place> {
  const {
    PROTOCOL_URL: url = "",
    PROTOCOL_KEY: key = "",
    PROTOCOL_ORIGIN: origin = new URL(url).origin,
  } = env;
  const { PROTOCOL_EMAIL: email, PROTOCOL_PASSWORD: password } = env;
  const desk = httpDesk(url);
  const isStaffed = email !== undefined && password !== undefined;
  const staff = isStaffed ? await staffOf(desk, await desk.signIn(email, password)) : null;
  return { url, key, origin, desk, staff, drain: null, stop: async () => undefined };
}

async function ownPlace(): Promise<Place> {
  const { app, url, stop } = await startFrontline();
  const call = { caller: { kind: "system" as const }, commandId: newId() };
  const { link } = (await app.execute(makeFirstAdminLink, {}, call)) as { link: string };
  const desk = httpDesk(url);
  const admin = await desk.makeFirstAdmin(link);
  const { key } = await desk.makeStorefront(admin, ownOrigin);
  return { url, key, origin: ownOrigin, desk, staff: await staffOf(desk, admin), drain: stop, stop };
}

export async function openTarget(env: NodeJS.ProcessEnv = process.env): Promise<Target> {
  const place = env.PROTOCOL_URL === undefined ? await ownPlace() : await givenPlace(env);
  const { url, key, origin, desk } = place;
  const open = new Set<Client>();
  const keep = async <C extends Client>(client: C): Promise<C> => {
    open.add(client);
    return connected(client);
  };
  return {
    ...place,
    keep,
    async shopper() {
      const bearer = await desk.openShopper(key, origin);
      return { bearer, widget: await keep(widgetAt(url, bearer, { origin })) };
    },
    console: ({ token }) => keep(consoleAt(url, token)),
    closeClients() {
      for (const client of open) client.close();
      open.clear();
    },
  };
}
