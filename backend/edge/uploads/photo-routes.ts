import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type Request, type Response, Router } from "express";
import pLimit from "p-limit";
import type { PhotoRef } from "../../contract/entries.ts";
import { id } from "../../contract/fields.ts";
import type { Actor, Caller } from "../../core/actor.ts";
import { hour } from "../../core/clock.ts";
import type { Reader } from "../../core/database/reader.ts";
import type { Execute } from "../../core/execute.ts";
import { newId } from "../../core/ids.ts";
import type { Log } from "../../core/log.ts";
import { refuse } from "../../core/refusal.ts";
import type { FileStore } from "../../core/storage/file-store.ts";
import { removeStaleFiles } from "../../core/storage/stale-files.ts";
import { photoOwner } from "../../evidence/attach-photos.ts";
import { photoKey, photoSizes, photoType, removePhotoFiles, storePhoto } from "../../evidence/photo-files.ts";
import { processPhoto } from "../../evidence/process-photo.ts";
import { type IsAskedAbout, readablePhoto } from "../../evidence/read-photo.ts";
import { receivePhotos } from "../../evidence/receive-photos.ts";
import { createFileTaker } from "./take-files.ts";

interface Parts {
  callerOf(req: Request): Caller | Promise<Caller>;
  loadActor(caller: Caller): Promise<Actor>;
  /** Refuses `rate_limited` before anything of the upload is read. */
  admit?(req: Request, caller: Caller): Promise<void>;
  execute: Execute;
  reader: Reader;
  isAskedAbout: IsAskedAbout;
  store: FileStore;
  /** A folder of this door's own, for files on their way in. */
  incoming: string;
  log: Log;
  /** Answers a Refusal as such and everything else as a 500. */
  answerFailure(req: Request, res: Response, error: unknown): void;
}

/** Photos wait their turn on disk, not in memory. */
const inMemory = 3;

const photoHeaders = {
  "Content-Type": photoType,
  "Content-Disposition": "inline",
  // A photo never changes under its id; `private`, because not everybody may see it.
  "Cache-Control": "private, max-age=31536000, immutable",
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": "default-src 'none'",
  // Of what a browser keeps, nobody gets a photo by another's key, nor by none.
  Vary: "Origin, Cookie, Authorization",
};

/** POST /api/photos (multipart, field `photo`) and GET /api/photos/:id/:size. All of a request's photos are taken, or none. */
export function createPhotoRoutes(parts: Parts): Router {
  const { store, reader, execute, log } = parts;
  mkdirSync(parts.incoming, { recursive: true });
  removeStaleFiles(parts.incoming, Date.now() - hour).catch((err) => log.warn({ err }, "stale uploads stay"));
  const takeFiles = createFileTaker(parts.incoming);
  const turn = pLimit(inMemory);

  async function signedIn(req: Request): Promise<{ caller: Caller; actor: Actor }> {
    const caller = await parts.callerOf(req);
    const actor = await parts.loadActor(caller);
    return photoOwner(actor) === null ? refuse("signed_out", {}) : { caller, actor };
  }

  async function keep(path: string) {
    const safe = await processPhoto(await readFile(path));
    const photoId = newId();
    await storePhoto(store, photoId, safe);
    const { width, height } = safe;
    return { id: photoId, width, height, bytes: safe.full.byteLength + safe.thumb.byteLength };
  }

  /** Files before rows, so that a row always has its files; what a refusal or an error leaves of files is removed. */
  async function keepAll(paths: string[], caller: Caller): Promise<PhotoRef[]> {
    const tries = await Promise.allSettled(paths.map((path) => turn(() => keep(path))));
    const kept = tries.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    try {
      for (const each of tries) if (each.status === "rejected") throw each.reason;
      const answer = await execute(receivePhotos, { photos: kept }, { caller, commandId: newId() });
      return (answer as { photos: PhotoRef[] }).photos;
    } catch (error) {
      for (const photo of kept) await removePhotoFiles(store, photo.id);
      throw error;
    }
  }

  async function receive(req: Request, res: Response): Promise<void> {
    const { caller } = await signedIn(req);
    await parts.admit?.(req, caller);
    const files = await takeFiles(req, res);
    try {
      const photos = await keepAll(files.paths, caller);
      res.json({ ok: true, answer: { photos } });
    } finally {
      await files.dispose();
    }
  }

  async function serve(req: Request, res: Response): Promise<void> {
    const { actor } = await signedIn(req);
    const size = photoSizes.find((each) => each === req.params.size) ?? refuse("not_found", {});
    const asked = id.safeParse(req.params.id);
    const photoId = asked.success ? asked.data : refuse("not_found", {});
    const photo = await readablePhoto(reader, photoId, actor, parts.isAskedAbout);
    const bytes = await store.get(photoKey(photo.id, size));
    if (bytes === null) {
      log.error({ photoId: photo.id, size }, "a photo has lost its file");
      refuse("not_found", {});
    }
    res.set(photoHeaders).send(bytes);
  }

  const answering =
    (handle: (req: Request, res: Response) => Promise<void>) => (req: Request, res: Response) =>
      handle(req, res).catch((error: unknown) => parts.answerFailure(req, res, error));

  return Router().post("/api/photos", answering(receive)).get("/api/photos/:id/:size", answering(serve));
}
