import { newSecret } from "../../backend/core/ids.ts";
import {
  type Client,
  type ConsoleClient,
  connected,
  consoleAt,
  type WidgetClient,
  widgetAt,
} from "./clients.ts";
import { type Frontline, type Options, startFrontline } from "./frontline.ts";
import { type ActorName, createShopScene, type ShopScene } from "./shop-scene.ts";

type StaffName = Exclude<ActorName, "shopper" | "otherShopper" | "anonymous" | "signedOut" | "system">;
type ShopperName = "shopper" | "otherShopper" | "anonymous";

export type LiveScene = Awaited<ReturnType<typeof startLiveScene>>;

/** A whole application with a shop, its people, and their sockets. */
export async function startLiveScene(options: Options = {}) {
  const frontline: Frontline = await startFrontline(options);
  const scene: ShopScene = await createShopScene(frontline.make);
  const open = new Set<Client>();

  const kept = async <C extends Client>(client: C): Promise<C> => {
    open.add(client);
    return connected(client);
  };

  /** A new session of that person, as their browser holds it. */
  async function staffToken(who: StaffName): Promise<string> {
    const token = newSecret();
    await frontline.make.personCaller(scene.people[who].personId, token);
    return token;
  }

  async function shopperBearer(who: ShopperName): Promise<string> {
    const bearer = newSecret();
    await frontline.make.shopperCaller(scene.shoppers[who].shopper, bearer);
    return bearer;
  }

  return {
    ...frontline,
    scene,
    staffToken,
    shopperBearer,
    consoleOf: async (who: StaffName, url = frontline.url): Promise<ConsoleClient> =>
      kept(consoleAt(url, await staffToken(who))),
    widgetOf: async (who: ShopperName, url = frontline.url): Promise<WidgetClient> =>
      kept(widgetAt(url, await shopperBearer(who))),
    closeClients() {
      for (const client of open) client.close();
      open.clear();
    },
    /** Clients are left to what the server tells them. */
    stop: () => frontline.stop(),
  };
}
