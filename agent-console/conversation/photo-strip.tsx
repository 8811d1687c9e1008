import type { PhotoRef } from "../../backend/contract/entries.ts";
import { useLanguage } from "../text/language.tsx";
import { photoAddress } from "../wire/http.ts";
import { usePhotoViewer } from "./photo-viewer.tsx";
import classes from "./photos.module.css";

interface Props {
  photos: PhotoRef[];
  /** All that may be leafed through from here; without it, only these. */
  among?: PhotoRef[];
  isSmall?: boolean;
}

/** Photos as thumbnails that open the viewer. */
export function PhotoStrip({ photos, among, isSmall = false }: Props) {
  const { t } = useLanguage();
  const viewer = usePhotoViewer();
  const all = among ?? photos;
  return (
    <ul className={classes.strip} data-small={isSmall || undefined}>
      {photos.map((photo, index) => (
        <li key={photo.id}>
          <button
            type="button"
            className={classes.thumb}
            aria-label={t.conversation.photo(index + 1)}
            onClick={() =>
              viewer.open(
                all,
                all.findIndex(({ id }) => id === photo.id),
              )
            }
          >
            <img
              src={photoAddress(photo.id, "thumb")}
              alt=""
              loading="lazy"
              style={{ aspectRatio: photo.width > 0 ? `${photo.width} / ${photo.height}` : "1" }}
            />
          </button>
        </li>
      ))}
    </ul>
  );
}
