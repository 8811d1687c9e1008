import { useCallback, useRef, useState } from "react";
import type { PhotoRef } from "../../backend/contract/entries.ts";
import { photoBytesLimit, photosPerMessage } from "../../backend/contract/message-limits.ts";
import { useLanguage } from "../text/language.tsx";
import { useSession } from "../wire/session.tsx";

/** A photo that is on its way up, or did not get there. */
export interface Uploading {
  key: string;
  file: File;
  /** Null while it is on its way. */
  problem: string | null;
}

interface Options {
  count: number;
  onUploaded(photo: PhotoRef): void;
}

/** Each file goes up by itself, one after the other: one that fails leaves the others standing, and they keep their order. */
export function useAttachments({ count, onUploaded }: Options) {
  const { t } = useLanguage();
  const { doors } = useSession();
  const [uploading, setUploading] = useState<Uploading[]>([]);
  const drop = useCallback(
    (key: string) => setUploading((list) => list.filter((each) => each.key !== key)),
    [],
  );
  const fail = useCallback(
    (key: string, problem: string) =>
      setUploading((list) => list.map((each) => (each.key === key ? { ...each, problem } : each))),
    [],
  );

  const before = useRef<Promise<void>>(Promise.resolve());
  const send = useCallback(
    async (key: string, file: File) => {
      try {
        const answered = await doors.upload([file]);
        if (!answered.ok) return fail(key, answered.refusal.message);
        for (const photo of answered.answer.photos) onUploaded(photo);
        drop(key);
      } catch {
        fail(key, t.common.errors.unreachable);
      }
    },
    [doors, drop, fail, onUploaded, t],
  );
  const upload = (key: string, file: File) => {
    setUploading((list) => [...list.filter((each) => each.key !== key), { key, file, problem: null }]);
    before.current = before.current.then(() => send(key, file));
  };

  function add(files: Iterable<File>) {
    let room = photosPerMessage - count - uploading.length;
    for (const file of files) {
      if (!file.type.startsWith("image/") && !/\.hei[cf]$/i.test(file.name)) continue;
      const key = crypto.randomUUID();
      const problem =
        room <= 0
          ? t.conversation.tooMany(photosPerMessage)
          : file.size > photoBytesLimit
            ? t.conversation.tooLarge
            : null;
      if (problem !== null) setUploading((list) => [...list, { key, file, problem }]);
      else {
        room -= 1;
        upload(key, file);
      }
    }
  }
  return {
    uploading,
    add,
    drop,
    retry: (failed: Uploading) => upload(failed.key, failed.file),
    isBusy: uploading.some(({ problem }) => problem === null),
  };
}
