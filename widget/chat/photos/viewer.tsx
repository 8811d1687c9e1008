/** @jsxImportSource preact */
import { useEffect, useRef, useState } from "preact/hooks";
import type { PhotoRef } from "../../../backend/contract/entries.ts";
import { adopt } from "../adopt.ts";
import { scrollable, useHereLater } from "../views/context.ts";
import { Icon } from "../views/icons.tsx";
import { photoUrl } from "./fetch-photo.ts";
import css from "./viewer.css";

interface ViewerProps {
  photos: Pick<PhotoRef, "id">[];
  first: number;
  onClose(): void;
}

const zooms = [1, 2, 4];

/** One photo, large, on top of the page; scrolls by touch, wheel and keys when it is zoomed. */
export function Viewer({ photos, first, onClose }: ViewerProps) {
  const { app, say } = useHereLater();
  const [index, setIndex] = useState(first);
  const [zoom, setZoom] = useState(1);
  const [url, setUrl] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const photo = photos[index];

  useEffect(() => {
    adopt(app.shell.root, css);
    dialog.current?.showModal();
  }, [app]);
  useEffect(() => {
    setUrl(null);
    setMissing(false);
    if (photo !== undefined) photoUrl(app, photo, "full").then(setUrl, () => setMissing(true));
  }, [app, photo]);

  function turn(by: number) {
    setZoom(1);
    setIndex((index + by + photos.length) % photos.length);
  }
  const step = (by: number) => setZoom(zooms[zooms.indexOf(zoom) + by] ?? zoom);

  return (
    <dialog
      ref={dialog}
      class="viewer"
      aria-label={say("photoViewer")}
      onClose={onClose}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (zoom === 1 && event.key === "ArrowLeft") turn(-1);
        if (zoom === 1 && event.key === "ArrowRight") turn(1);
        if (event.key === "+") step(1);
        if (event.key === "-") step(-1);
      }}
    >
      <section
        class="stage"
        {...scrollable}
        aria-label={say("photoOf", { number: index + 1, count: photos.length })}
      >
        {isMissing && <p>{say("photoMissing")}</p>}
        {url !== null && (
          <img
            src={url}
            class={`zoom${zoom}`}
            alt={say("photoOf", { number: index + 1, count: photos.length })}
            onDblClick={() => setZoom(zoom === 1 ? 2 : 1)}
          />
        )}
      </section>
      <div class="tools">
        <button type="button" aria-label={say("zoomOut")} disabled={zoom === 1} onClick={() => step(-1)}>
          <Icon name="minus" />
        </button>
        <button type="button" aria-label={say("zoomIn")} disabled={zoom === 4} onClick={() => step(1)}>
          <Icon name="plus" />
        </button>
        {photos.length > 1 && (
          <>
            <button type="button" aria-label={say("previousPhoto")} onClick={() => turn(-1)}>
              <Icon name="back" />
            </button>
            <span aria-live="polite">{say("photoOf", { number: index + 1, count: photos.length })}</span>
            <button type="button" aria-label={say("nextPhoto")} onClick={() => turn(1)}>
              <Icon name="forward" />
            </button>
          </>
        )}
        <button type="button" class="close" aria-label={say("close")} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </div>
    </dialog>
  );
}
