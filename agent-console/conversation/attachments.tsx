import { ActionIcon, Button, CloseButton, Loader } from "@mantine/core";
import type { PhotoRef } from "../../backend/contract/entries.ts";
import { useLanguage } from "../text/language.tsx";
import { photoAddress } from "../wire/http.ts";
import classes from "./conversation.module.css";
import type { Uploading } from "./use-attachments.ts";

interface Props {
  photos: PhotoRef[];
  uploading: Uploading[];
  onRemove(photoId: string): void;
  onDrop(key: string): void;
  onRetry(failed: Uploading): void;
}

export function Attachments({ photos, uploading, onRemove, onDrop, onRetry }: Props) {
  const { t } = useLanguage();
  if (photos.length === 0 && uploading.length === 0) return null;
  return (
    <div className={classes.attached}>
      {photos.map(({ id }, index) => (
        <div key={id} className={classes.attachment}>
          <img src={photoAddress(id, "thumb")} alt={t.conversation.photo(index + 1)} />
          <ActionIcon
            className={classes.detach}
            size={22}
            variant="default"
            aria-label={`${t.conversation.detach} ${index + 1}`}
            onClick={() => onRemove(id)}
          >
            ×
          </ActionIcon>
        </div>
      ))}
      {uploading.map((each) =>
        each.problem === null ? (
          <div key={each.key} className={classes.attachment}>
            <Loader size="xs" aria-label={t.conversation.uploading} />
          </div>
        ) : (
          <div key={each.key} className={classes.attachment} data-failed role="alert">
            <span>
              {each.problem}{" "}
              <Button size="compact-xs" variant="default" onClick={() => onRetry(each)}>
                {t.common.retry}
              </Button>
            </span>
            <CloseButton
              className={classes.detach}
              size="sm"
              aria-label={t.conversation.detach}
              onClick={() => onDrop(each.key)}
            />
          </div>
        ),
      )}
    </div>
  );
}
