/** @jsxImportSource preact */
import { useEffect, useState } from "preact/hooks";
import type { PhotoRef } from "../../../backend/contract/entries.ts";
import { photoUrl } from "../photos/fetch-photo.ts";
import { useHereLater, useLater } from "../views/context.ts";

type Shown = Pick<PhotoRef, "id"> & Partial<PhotoRef>;

function Thumb({ photo }: { photo: Shown }) {
  const { app, say } = useHereLater();
  const [url, setUrl] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    photoUrl(app, photo, "thumb").then(setUrl, () => setMissing(true));
  }, [app, photo]);
  if (isMissing) return <span class="thumb missing">{say("photoMissing")}</span>;
  return url === null ? <span class="thumb" /> : <img class="thumb" src={url} alt="" />;
}

/** The photos of a message or a claim, small; a tap shows one large. */
export function Photos({ photos }: { photos: Shown[] }) {
  const { say } = useHereLater();
  const [shown, setShown] = useState<number | null>(null);
  return (
    <div class="photos" data-count={Math.min(photos.length, 3)}>
      {photos.map((photo, index) => (
        <button
          type="button"
          key={photo.id}
          aria-label={say("viewPhoto", { number: index + 1, count: photos.length })}
          onClick={() => setShown(index)}
        >
          <Thumb photo={photo} />
        </button>
      ))}
      {shown !== null && <Large photos={photos} first={shown} onClose={() => setShown(null)} />}
    </div>
  );
}

const loadViewer = () => import("../photos/viewer.tsx");

function Large(props: { photos: Shown[]; first: number; onClose(): void }) {
  const viewer = useLater(loadViewer);
  useEffect(() => {
    if (viewer === false) props.onClose();
  }, [viewer, props]);
  return viewer ? <viewer.Viewer {...props} /> : null;
}
