import { Text } from "@mantine/core";
import type { StaffTicketView } from "../../backend/contract/views.ts";
import { linesText } from "../conversation/line-text.ts";
import { PhotoStrip } from "../conversation/photo-strip.tsx";
import { photosOf } from "../conversation/timeline-items.ts";
import { useLanguage } from "../text/language.tsx";
import { Block } from "./block.tsx";

/** The newest claim, and the photos that speak for it: those sent with it and those sent since. */
export function ClaimBlock({ view }: { view: StaffTicketView }) {
  const { t } = useLanguage();
  const claim = view.claims.at(-1);
  if (claim === undefined) return null;
  const all = photosOf(view.entries);
  const photos = claim.photos.length > 0 ? claim.photos : all.slice(-4);
  return (
    <Block title={t.case.claim}>
      <Text size="sm">
        <strong>{t.words.reasons[claim.reason]}</strong> · {linesText(claim.lines)}
      </Text>
      <Text size="sm" c="dimmed">
        {t.words.wishes[claim.wish]}
        {photos.length === 0 && ` · ${t.case.noPhotos}`}
      </Text>
      {photos.length > 0 && <PhotoStrip photos={photos} among={all} isSmall />}
    </Block>
  );
}
