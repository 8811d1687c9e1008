import { ActionIcon, Group, Modal, Text, Tooltip } from "@mantine/core";
import { createContext, type KeyboardEvent, type ReactNode, use, useMemo, useState } from "react";
import type { PhotoRef } from "../../backend/contract/entries.ts";
import { IconBack, IconColumns, IconNext } from "../shell/icons.tsx";
import { useLanguage } from "../text/language.tsx";
import { photoAddress } from "../wire/http.ts";
import { PhotoStage } from "./photo-stage.tsx";
import classes from "./photos.module.css";

interface Viewer {
  open(photos: PhotoRef[], index: number): void;
}
const ViewerContext = createContext<Viewer>({ open: () => {} });
export const usePhotoViewer = () => use(ViewerContext);

interface Shown {
  photos: PhotoRef[];
  /** What each half shows; the second is null while there is only one. */
  left: number;
  right: number | null;
  /** Which half the thumbnails change. */
  side: "left" | "right";
}

/** Evidence, close up: leaf, zoom, and hold two photos beside each other. */
export function PhotoViewerProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown | null>(null);
  const viewer = useMemo<Viewer>(
    () => ({
      open: (photos, index) => setShown({ photos, left: Math.max(0, index), right: null, side: "left" }),
    }),
    [],
  );
  return (
    <ViewerContext value={viewer}>
      {children}
      {shown !== null && <PhotoViewer shown={shown} onChange={setShown} />}
    </ViewerContext>
  );
}

function PhotoViewer({ shown, onChange }: { shown: Shown; onChange(shown: Shown | null): void }) {
  const { t } = useLanguage();
  const { photos, left, right, side } = shown;
  const total = photos.length;
  const current = side === "right" && right !== null ? right : left;

  const show = (index: number) => {
    const wrapped = (index + total) % total;
    onChange(side === "right" && right !== null ? { ...shown, right: wrapped } : { ...shown, left: wrapped });
  };
  const compare = () =>
    onChange(
      right === null
        ? { ...shown, right: (left + 1) % total, side: "right" }
        : { ...shown, right: null, side: "left" },
    );
  function press(event: KeyboardEvent) {
    if (event.key === "ArrowLeft") show(current - 1);
    else if (event.key === "ArrowRight") show(current + 1);
    else if (event.key === "c" && total > 1) compare();
  }
  const stageOf = (index: number, half: "left" | "right") => {
    const photo = photos[index];
    return photo === undefined ? null : (
      <PhotoStage
        key={`${half}-${photo.id}`}
        photo={photo}
        name={t.conversation.photo(index + 1)}
        isChosen={right !== null && side === half}
        onChoose={() => onChange({ ...shown, side: half })}
      />
    );
  };

  return (
    <Modal
      opened
      fullScreen
      onClose={() => onChange(null)}
      onKeyDown={press}
      title={`${t.conversation.photos.title} · ${t.conversation.photos.count(current + 1, total)}`}
      classNames={{ body: classes.viewerBody, content: classes.viewer, header: classes.viewerHeader }}
    >
      <div className={classes.stages} data-two={right !== null || undefined}>
        {stageOf(left, "left")}
        {right !== null && stageOf(right, "right")}
      </div>
      {total > 1 && (
        <Group justify="center" gap="xs" wrap="nowrap" className={classes.tray}>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t.common.previous}
            onClick={() => show(current - 1)}
          >
            <IconBack />
          </ActionIcon>
          <div className={classes.trayThumbs}>
            {photos.map((photo, index) => (
              <button
                key={photo.id}
                type="button"
                className={classes.trayThumb}
                aria-label={t.conversation.photo(index + 1)}
                aria-current={index === current ? "true" : undefined}
                onClick={() => show(index)}
              >
                <img src={photoAddress(photo.id, "thumb")} alt="" />
              </button>
            ))}
          </div>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t.common.next}
            onClick={() => show(current + 1)}
          >
            <IconNext />
          </ActionIcon>
          <Tooltip label={right === null ? t.conversation.photos.compare : t.conversation.photos.single}>
            <ActionIcon
              variant={right === null ? "default" : "filled"}
              size="lg"
              aria-label={t.conversation.photos.compare}
              aria-pressed={right !== null}
              onClick={compare}
            >
              <IconColumns />
            </ActionIcon>
          </Tooltip>
          <Text size="sm" className={classes.trayHint}>
            ← → C
          </Text>
        </Group>
      )}
    </Modal>
  );
}
