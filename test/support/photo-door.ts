import { readdir } from "node:fs/promises";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import express from "express";
import type { PhotoRef } from "../../backend/contract/entries.ts";
import type { Actor, Caller } from "../../backend/core/actor.ts";
import { createLog } from "../../backend/core/log.ts";
import { openFolderStore } from "../../backend/core/storage/folder-store.ts";
import { openTicket } from "../../backend/desk/open-ticket.ts";
import { createAnswerFailure } from "../../backend/edge/http/answering.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { createPhotoRoutes } from "../../backend/edge/uploads/photo-routes.ts";
import { photos } from "../../backend/evidence/tables.ts";
import { isAskedAbout } from "../../backend/remedies/asked-about.ts";
import { createTestHouse, type TestHouse } from "./executor.ts";
import { failingStore } from "./failing-store.ts";
import { type ActorName, createShopScene } from "./shop-scene.ts";

export interface Sent {
  bytes: Buffer;
  name?: string;
  type?: string;
  field?: string;
}

type Reply =
  | { ok: true; answer: { photos: PhotoRef[] } }
  | { ok: false; refusal: { code: string; details: unknown } };

export interface Answered {
  status: number;
  /** The refusal's, or "taken". */
  code: string;
  photos: PhotoRef[];
}

export type PhotoDoor = Awaited<ReturnType<typeof openPhotoDoor>>;

/** The real door over a real socket, a real folder and a scene's people, who say by a header which of them they are. */
export async function openPhotoDoor() {
  const house: TestHouse = await createTestHouse();
  // Files lie by the day that is in their ids.
  house.clock.set(Date.now());
  const scene = await createShopScene(house);
  const folder = join(house.folder, "files");
  const incoming = join(house.folder, "incoming");
  const store = failingStore(await openFolderStore(folder));
  const log = createLog("silent");
  const callerOf = (name: unknown): Caller => scene.callers[name as ActorName] ?? { kind: "anonymous" };
  const loadActor = async (caller: Caller): Promise<Actor> =>
    (await loadActors(house.reader, [caller], house.clock.now()))[0] ?? { kind: "anonymous" };
  const routes = createPhotoRoutes({
    callerOf: (request) => callerOf(request.headers["x-actor"]),
    loadActor,
    execute: house.execute,
    reader: house.reader,
    isAskedAbout: (ticketId, actor) => isAskedAbout(house.reader, ticketId, actor, house.clock.now()),
    store,
    incoming,
    log,
    answerFailure: createAnswerFailure(log),
  });
  const server = express().use(routes).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/photos`;
  const headersOf = (as: ActorName | null): Record<string, string> => (as === null ? {} : { "x-actor": as });

  async function post(as: ActorName | null, body: BodyInit, type?: string): Promise<Answered> {
    const headers = { ...headersOf(as), ...(type === undefined ? {} : { "content-type": type }) };
    const response = await fetch(base, { method: "POST", body, headers });
    const reply = (await response.json()) as Reply;
    return {
      status: response.status,
      code: reply.ok ? "taken" : reply.refusal.code,
      photos: reply.ok ? reply.answer.photos : [],
    };
  }

  function upload(as: ActorName | null, ...files: Sent[]): Promise<Answered> {
    const form = new FormData();
    for (const { bytes, name = "photo.jpg", type = "image/jpeg", field = "photo" } of files) {
      form.append(field, new Blob([new Uint8Array(bytes)], { type }), name);
    }
    return post(as, form);
  }

  async function uploaded(as: ActorName, ...some: Buffer[]): Promise<string[]> {
    const { code, photos: taken } = await upload(as, ...some.map((bytes) => ({ bytes })));
    if (code !== "taken") throw new Error(`refused: ${code}`);
    return taken.map((photo) => photo.id);
  }

  /** An upload whose network goes away in the middle of its first file. */
  async function breakOff(as: ActorName): Promise<void> {
    const asked = request(base, {
      method: "POST",
      headers: { ...headersOf(as), "content-type": "multipart/form-data; boundary=x", "content-length": 1e6 },
    });
    asked.on("error", () => undefined);
    asked.write('--x\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n\r\n');
    asked.write(Buffer.alloc(100_000));
    while ((await filesLeft()) === 0) await nextTurn();
    asked.destroy();
    while ((await filesLeft()) > 0) await nextTurn();
  }

  const fetchPhoto = (as: ActorName | null, id: string, size = "full") =>
    fetch(`${base}/${id}/${size}`, { headers: headersOf(as) });

  const run = <Answer>(command: Parameters<TestHouse["run"]>[0], as: ActorName, input: unknown) =>
    house.run<Answer>(command, input, callerOf(as));

  async function filesLeft(): Promise<number> {
    const found = [
      ...(await readdir(folder, { recursive: true, withFileTypes: true })),
      ...(await readdir(incoming, { withFileTypes: true })),
    ];
    return found.filter((each) => each.isFile()).length;
  }

  return {
    house,
    scene,
    store,
    post,
    upload,
    uploaded,
    breakOff,
    fetchPhoto,
    statusFor: async (as: ActorName | null, id: string) => (await fetchPhoto(as, id)).status,
    run,
    ticketWith: async (photoIds: string[]) =>
      (await run<{ ticketId: string }>(openTicket, "shopper", { text: "Look", photoIds })).ticketId,
    /** How many files and rows there are. */
    left: async () => [await filesLeft(), await house.reader.count(photos, {})],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await house.close();
    },
  };
}
