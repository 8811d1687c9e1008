/** @jsxImportSource preact */
import { useLayoutEffect } from "preact/hooks";
import type { PhotoRef } from "../../../backend/contract/entries.ts";
import type { Answered, RefusalCode } from "../../../backend/contract/refusals.ts";
import { adopt } from "../adopt.ts";
import type { ChatApp } from "../chat.ts";
import { photoBytesLimit, photosPerMessage } from "../limits.ts";
import type { AnyWord } from "../say.ts";
import { useHereLater } from "../views/context.ts";
import { Icon } from "../views/icons.tsx";
import { shrink } from "./shrink.ts";
import css from "./tray.css";

interface TrayPhoto {
  key: number;
  file: File;
  /** Of the file itself, for the eye. */
  url: string;
  percent: number;
  ref: PhotoRef | null;
  problem: AnyWord | null;
}

export type Tray = ReturnType<typeof createTray>;

const problems: Partial<Record<RefusalCode, AnyWord>> = {
  photo_too_large: "photoTooLarge",
  photo_unknown_type: "photoUnknown",
  photo_unreadable: "photoUnknown",
  too_many_photos: "photoTooMany",
};

class Unfit extends Error {
  readonly word: AnyWord;
  constructor(word: AnyWord) {
    super(word);
    this.word = word;
  }
}

/** `fetch` cannot say how far an upload has come. Throws `Unfit` where trying again would not help. */
function upload(app: ChatApp, blob: Blob, onPercent: (percent: number) => void): Promise<PhotoRef> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${app.shell.origin}/api/photos`);
    request.setRequestHeader("Authorization", `Bearer ${app.store.bearer() ?? ""}`);
    request.upload.onprogress = ({ loaded, total }) => onPercent(Math.round((loaded / total) * 100));
    request.onerror = () => reject(new Error("no connection"));
    request.onload = () => {
      try {
        const answered = JSON.parse(request.responseText) as Answered<{ photos: PhotoRef[] }>;
        const [photo] = answered.ok ? answered.answer.photos : [];
        if (photo !== undefined) return resolve(photo);
        const word = answered.ok ? undefined : problems[answered.refusal.code];
        reject(word === undefined ? new Error("refused") : new Unfit(word));
      } catch (error) {
        reject(error);
      }
    };
    const form = new FormData();
    form.append("photo", blob, "photo");
    request.send(form);
  });
}

/** Photos on their way up, before the message or the claim they belong to is sent. */
export function createTray(app: ChatApp, onChange: () => void) {
  let photos: TrayPhoto[] = [];
  let notice: AnyWord | null = null;
  let keys = 0;

  function change(key: number, part: Partial<TrayPhoto>) {
    photos = photos.map((each) => (each.key === key ? { ...each, ...part } : each));
    onChange();
  }

  async function start({ key, file }: TrayPhoto) {
    change(key, { percent: 0, problem: null });
    try {
      if (!/^image\//.test(file.type) && file.type !== "") throw new Unfit("photoUnknown");
      const blob = await shrink(file);
      if (blob.size > photoBytesLimit) throw new Unfit("photoTooLarge");
      change(key, { ref: await upload(app, blob, (percent) => change(key, { percent })) });
    } catch (error) {
      change(key, { problem: error instanceof Unfit ? error.word : "photoFailed" });
    }
  }

  const retryAll = () => {
    for (const each of photos) if (each.problem === "photoFailed") void start(each);
  };
  addEventListener("online", retryAll);

  return {
    photos: () => photos,
    notice: () => notice,
    isBusy: () => photos.some(({ ref, problem }) => ref === null && problem === null),
    ids: () => photos.flatMap(({ ref }) => (ref === null ? [] : [ref.id])),
    add(files: Iterable<File>) {
      const chosen = [...files];
      const fitting = chosen.slice(0, photosPerMessage - photos.length);
      notice = fitting.length < chosen.length ? "photoTooMany" : null;
      for (const file of fitting) {
        keys += 1;
        const photo = {
          key: keys,
          file,
          url: URL.createObjectURL(file),
          percent: 0,
          ref: null,
          problem: null,
        };
        photos = [...photos, photo];
        void start(photo);
      }
      onChange();
    },
    retry(key: number) {
      const photo = photos.find((each) => each.key === key);
      if (photo !== undefined) void start(photo);
    },
    remove(key: number) {
      for (const each of photos) if (each.key === key) URL.revokeObjectURL(each.url);
      photos = photos.filter((each) => each.key !== key);
      notice = null;
      onChange();
    },
    clear() {
      for (const each of photos) URL.revokeObjectURL(each.url);
      photos = [];
      onChange();
    },
    close: () => removeEventListener("online", retryAll),
  };
}

export function TrayView({ tray }: { tray: Tray }) {
  const { app, say } = useHereLater();
  const notice = tray.notice();
  useLayoutEffect(() => adopt(app.shell.root, css), [app]);
  return (
    <div class="tray">
      {tray.photos().map((photo, index) => (
        <div key={photo.key} class={`tile${photo.problem === null ? "" : " failed"}`}>
          <img src={photo.url} alt={say("photoNumber", { number: index + 1 })} />
          {photo.ref === null && photo.problem === null && (
            <progress
              max={100}
              value={photo.percent}
              aria-label={say("uploading", { number: index + 1, percent: photo.percent })}
            />
          )}
          {photo.problem === "photoFailed" && (
            <button type="button" class="again" onClick={() => tray.retry(photo.key)}>
              {say("retry")}
            </button>
          )}
          <button
            type="button"
            class="remove"
            aria-label={say("removePhoto", { number: index + 1 })}
            onClick={() => tray.remove(photo.key)}
          >
            <Icon name="close" size={14} />
          </button>
          {photo.problem !== null && (
            <p class="problem" role="alert">
              {say(photo.problem)}
            </p>
          )}
        </div>
      ))}
      {notice !== null && (
        <p class="problem" role="alert">
          {say(notice)}
        </p>
      )}
    </div>
  );
}
