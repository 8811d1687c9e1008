import { rm } from "node:fs/promises";
import type { Request, RequestHandler, Response } from "express";
import multer, { diskStorage, MulterError } from "multer";
import { photoBytesLimit, photosPerMessage } from "../../contract/fields.ts";
import { Refusal } from "../../core/refusal.ts";

/** Files of one request, on disk until `dispose`: ten of 15 MB each would be too much to hold in memory for everybody. */
export interface TakenFiles {
  paths: string[];
  dispose(): Promise<void>;
}

const photoField = "photo";

function malformed(message: string): Refusal {
  return new Refusal("malformed", { issues: [{ path: photoField, message }] });
}

function refusalOf(error: unknown): unknown {
  const code = (error as { code?: unknown }).code;
  if (code === "LIMIT_FILE_SIZE") return new Refusal("photo_too_large", { limitBytes: photoBytesLimit });
  if (code === "LIMIT_FILE_COUNT") return new Refusal("too_many_photos", { limit: photosPerMessage });
  if (code === "ENOSPC" || code === "EDQUOT") return new Refusal("storage_full", {});
  // The disk's other troubles are ours; all that is left is what the parser says of the request.
  if (!(error instanceof MulterError) && typeof code === "string" && /^E[A-Z]+$/.test(code)) return error;
  return malformed((error as Error).message);
}

/** Reads a multipart request into files of `folder`. Nothing is left there when it is refused. */
export function createFileTaker(folder: string): (req: Request, res: Response) => Promise<TakenFiles> {
  const parse: RequestHandler = multer({
    storage: diskStorage({ destination: folder }),
    limits: {
      fileSize: photoBytesLimit,
      files: photosPerMessage,
      fields: 0,
      fieldNameSize: 100,
      headerPairs: 20,
    },
  }).array(photoField);

  return async (req, res) => {
    await new Promise<void>((resolve, reject) => {
      parse(req, res, (error?: unknown) => (error ? reject(refusalOf(error)) : resolve()));
    });
    const paths = Array.isArray(req.files) ? req.files.map((file) => file.path) : [];
    if (paths.length === 0) throw malformed("a multipart form with at least one file is needed");
    return {
      paths,
      dispose: async () => {
        // What stays is stale in an hour, and removed at the next start.
        for (const path of paths) await rm(path, { force: true }).catch(() => undefined);
      },
    };
  };
}
