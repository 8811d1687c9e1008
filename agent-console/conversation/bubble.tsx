import type { ReactNode } from "react";
import type { PhotoRef } from "../../backend/contract/entries.ts";
import { PhotoStrip } from "./photo-strip.tsx";
import classes from "./timeline.module.css";

interface Props {
  side: "ours" | "theirs" | "inner";
  /** Who and when; left out where the line above says so already. */
  head?: ReactNode;
  text: string;
  photos: PhotoRef[];
  among?: PhotoRef[];
  foot?: ReactNode;
  isPending?: boolean;
}

/** What somebody wrote: the shopper on the left, we on the right, what the shopper never sees framed and tinted. */
export function Bubble({ side, head, text, photos, among, foot, isPending = false }: Props) {
  return (
    <div className={classes.said} data-side={side} data-pending={isPending || undefined}>
      {head !== undefined && <div className={classes.head}>{head}</div>}
      <div className={classes.bubble}>
        {text !== "" && <p className={classes.words}>{text}</p>}
        {photos.length > 0 && <PhotoStrip photos={photos} among={among} />}
      </div>
      {foot !== undefined && <div className={classes.foot}>{foot}</div>}
    </div>
  );
}
