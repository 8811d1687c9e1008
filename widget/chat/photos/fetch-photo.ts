import type { PhotoRef } from "../../../backend/contract/entries.ts";
import type { ChatApp } from "../chat.ts";

const kept = new Map<string, Promise<string>>();

/** Photos are served to those who may see the ticket only, so they are fetched with the bearer and shown as blobs. */
export function photoUrl(app: ChatApp, photo: Pick<PhotoRef, "id">, size: "thumb" | "full"): Promise<string> {
  const key = `${photo.id}/${size}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const fetched = fetch(`${app.shell.origin}/api/photos/${key}`, {
    credentials: "omit",
    headers: { Authorization: `Bearer ${app.store.bearer() ?? ""}` },
  }).then(async (response) => {
    if (!response.ok) throw new Error(`photo answered ${response.status}`);
    return URL.createObjectURL(await response.blob());
  });
  kept.set(key, fetched);
  // What failed once may be asked for again.
  fetched.catch(() => kept.delete(key));
  return fetched;
}
