import { ActionIcon } from "@mantine/core";
import { type PointerEvent, useRef, useState, type WheelEvent } from "react";
import type { PhotoRef } from "../../backend/contract/entries.ts";
import { IconMinus, IconPlus } from "../shell/icons.tsx";
import { useLanguage } from "../text/language.tsx";
import { photoAddress } from "../wire/http.ts";
import classes from "./photos.module.css";

interface Props {
  photo: PhotoRef;
  name: string;
  isChosen: boolean;
  onChoose(): void;
}

interface Look {
  zoom: number;
  x: number;
  y: number;
}
const whole: Look = { zoom: 1, x: 0, y: 0 };
const closest = 8;

/** One photo that can be brought closer (buttons, wheel, double click) and moved (drag). */
export function PhotoStage({ photo, name, isChosen, onChoose }: Props) {
  const { t } = useLanguage();
  const [look, setLook] = useState(whole);
  const drag = useRef<{ x: number; y: number } | null>(null);
  const zoomBy = (factor: number) =>
    setLook(({ zoom, x, y }) => {
      const next = Math.min(closest, Math.max(1, zoom * factor));
      return next === 1 ? whole : { zoom: next, x: (x * next) / zoom, y: (y * next) / zoom };
    });

  const move = (event: PointerEvent) => {
    const from = drag.current;
    if (from !== null) setLook({ ...look, x: event.clientX - from.x, y: event.clientY - from.y });
  };
  const letGo = () => {
    drag.current = null;
  };
  return (
    <div className={classes.stage} data-chosen={isChosen || undefined}>
      <button
        type="button"
        className={classes.canvas}
        aria-label={name}
        onClick={onChoose}
        onPointerDown={(event: PointerEvent) => {
          if (look.zoom > 1) drag.current = { x: event.clientX - look.x, y: event.clientY - look.y };
        }}
        onPointerMove={move}
        onPointerUp={letGo}
        onPointerLeave={letGo}
        onWheel={(event: WheelEvent) => zoomBy(event.deltaY < 0 ? 1.2 : 1 / 1.2)}
        onDoubleClick={() => (look.zoom > 1 ? setLook(whole) : zoomBy(2.5))}
      >
        <img
          src={photoAddress(photo.id, "full")}
          alt=""
          draggable={false}
          style={{ transform: `translate(${look.x}px, ${look.y}px) scale(${look.zoom})` }}
        />
      </button>
      <div className={classes.zoom}>
        <ActionIcon
          variant="default"
          aria-label={t.common.labelled(t.conversation.photos.zoomOut, name)}
          onClick={() => zoomBy(1 / 1.5)}
        >
          <IconMinus />
        </ActionIcon>
        <ActionIcon
          variant="default"
          aria-label={t.common.labelled(t.conversation.photos.zoomIn, name)}
          onClick={() => zoomBy(1.5)}
        >
          <IconPlus />
        </ActionIcon>
      </div>
    </div>
  );
}
