import { answerIn, attempt, bearerOf, cookieOf, freshId, type Reply } from "./attacker.ts";
import { plainPng } from "./images.ts";
import { type LiveScene, startLiveScene } from "./live-scene.ts";

export type AttackScene = Awaited<ReturnType<typeof startAttackScene>>;

/** A whole application, whose people ask over HTTP as who they are for what they may not have. */
export async function startAttackScene() {
  const live: LiveScene = await startLiveScene();
  const keys: Record<string, Record<string, string>> = {};
  for (const who of ["agent", "supervisor", "admin", "invited", "uninvited", "finance"] as const) {
    keys[who] = cookieOf(await live.staffToken(who));
  }
  for (const who of ["shopper", "otherShopper", "anonymous"] as const) {
    keys[who] = bearerOf(await live.shopperBearer(who));
  }
  const post = (who: string, path: string, body: object): Promise<Reply> =>
    attempt(live.url, { path, body, headers: { ...keys[who], ...freshId() } });
  const query = (who: string, name: string, input: object) => post(who, `/api/queries/${name}`, input);
  const command = (who: string, name: string, input: object) => post(who, `/api/commands/${name}`, input);

  return {
    ...live,
    query,
    command,
    /** The answer of one that is known to be good. */
    async done<A = unknown>(who: string, name: string, input: object): Promise<A> {
      const reply = await command(who, name, input);
      if (reply.code !== "done") throw new Error(`${name} as ${who}: ${reply.text}`);
      return answerIn<A>(reply);
    },
    photo: (who: string, id: string) =>
      attempt(live.url, { method: "GET", path: `/api/photos/${id}/full`, headers: keys[who] }),
    /** The id of a photo that nobody has sent yet. */
    async upload(who: string): Promise<string> {
      const form = new FormData();
      form.append("photo", new Blob([new Uint8Array(await plainPng())]), "a.png");
      const response = await fetch(`${live.url}/api/photos`, {
        method: "POST",
        body: form,
        headers: keys[who],
      });
      const { answer } = (await response.json()) as { answer: { photos: { id: string }[] } };
      return answer.photos[0]?.id ?? "";
    },
  };
}
