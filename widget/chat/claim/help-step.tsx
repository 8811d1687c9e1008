/** @jsxImportSource preact */
import { useEffect, useRef, useState } from "preact/hooks";
import type { ClaimOptions } from "../../../backend/contract/queries/widget.ts";
import type { Wish } from "../../../backend/contract/vocabulary.ts";
import { wishWords } from "../cards/names.ts";
import { messageLimit } from "../limits.ts";
import { createTray, type Tray } from "../photos/tray.tsx";
import type { AnyWord } from "../say.ts";
import { useHereLater } from "../views/context.ts";
import { Choice } from "./choice.tsx";
import { PhotoSlot } from "./photo-slot.tsx";

export interface Help {
  wish: Wish;
  words: string;
  photoIds: string[];
  packagingPhotoIds: string[];
}

interface HelpStepProps {
  options: ClaimOptions;
  /** Pieces that are claimed. */
  count: number;
  onChoose(help: Help): void;
}

const hints: Record<Wish, AnyWord> = {
  refund: "wishRefundHint",
  reship: "wishReshipHint",
  exchange: "wishExchangeHint",
  return_refund: "wishReturnHint",
  talk: "wishTalkHint",
};

/** The last step: the photo, where one is asked for, and what would make it good. The tap on a wish sends the claim. */
export function HelpStep({ options, count, onChoose }: HelpStepProps) {
  const { app, say, format } = useHereLater();
  const [, redraw] = useState(0);
  const trays = useRef<[Tray, Tray] | null>(null);
  const fresh = () => createTray(app, () => redraw((each) => each + 1));
  trays.current ??= [fresh(), fresh()];
  const [photos, packaging] = trays.current;
  const [words, setWords] = useState("");
  const [wish, setWish] = useState<Wish | null>(null);
  const [isWithout, setWithout] = useState(false);
  useEffect(
    () => () => {
      for (const tray of trays.current ?? []) tray.close();
    },
    [],
  );

  const isBusy = photos.isBusy() || packaging.isBusy();
  const isShown = photos.ids().length > 0 && (!options.isPackagingAsked || packaging.ids().length > 0);
  const missing: AnyWord = photos.ids().length === 0 ? "photoFirst" : "packagingFirst";
  const isPhotoMissing = options.isPhotoAsked && !isWithout && !isBusy && !isShown;
  // Chosen while the photo was on its way: sent as soon as it is there.
  useEffect(() => {
    if (wish === null || isBusy) return;
    if (isPhotoMissing && wish !== "talk") setWish(null);
    else {
      const shown = { photoIds: photos.ids(), packagingPhotoIds: packaging.ids() };
      onChoose({ wish, words: words.trim(), ...shown });
    }
  }, [wish, isBusy, isPhotoMissing, photos, packaging, words, onChoose]);

  return (
    <>
      {options.isPhotoAsked && (
        <>
          <h3 class="question">{say("showUs")}</h3>
          <PhotoSlot
            tray={photos}
            title="showItem"
            hint={options.isPackagingAsked ? "showItemHint" : "showUsHint"}
          />
          {options.isPackagingAsked && (
            <PhotoSlot tray={packaging} title="showPackaging" hint="showPackagingHint" />
          )}
          {isPhotoMissing && (
            <button type="button" class="link" onClick={() => setWithout(true)}>
              {say("noPhoto")}
            </button>
          )}
        </>
      )}
      <h3 class="question">{say("whatHelps")}</h3>
      <div class="choices">
        {options.wishes.map(({ wish: each, amountMinor, currency }) => {
          const amount =
            amountMinor !== null && currency !== null ? format.money(amountMinor, currency) : null;
          const needsPhoto = isPhotoMissing && each !== "talk";
          return (
            <Choice
              key={each}
              title={say(each === "reship" && count > 1 ? "wishReshipMany" : wishWords[each])}
              hint={say(needsPhoto ? missing : hints[each])}
              aside={amount !== null ? amount : undefined}
              isBusy={wish === each}
              isDisabled={needsPhoto || (wish !== null && wish !== each)}
              onChoose={() => setWish(each)}
            />
          );
        })}
      </div>
      <label class="words" for="claim-words">
        {say("words")}
      </label>
      <textarea
        id="claim-words"
        rows={2}
        maxLength={messageLimit}
        value={words}
        onInput={(event) => setWords(event.currentTarget.value)}
      />
    </>
  );
}
