/** @jsxImportSource preact */
import { useEffect, useRef, useState } from "preact/hooks";
import type { ClaimOptions } from "../../../backend/contract/queries/widget.ts";
import type { Wish } from "../../../backend/contract/vocabulary.ts";
import { wishWords } from "../cards/names.ts";
import { messageLimit } from "../limits.ts";
import { createTray, type Tray, TrayView } from "../photos/tray.tsx";
import type { AnyWord } from "../say.ts";
import { useHereLater } from "../views/context.ts";
import { Icon } from "../views/icons.tsx";
import { Choice } from "./choice.tsx";

export interface Help {
  wish: Wish;
  words: string;
  photoIds: string[];
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
  const tray = useRef<Tray | null>(null);
  tray.current ??= createTray(app, () => redraw((each) => each + 1));
  const { current: photos } = tray;
  const camera = useRef<HTMLInputElement>(null);
  const gallery = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState("");
  const [wish, setWish] = useState<Wish | null>(null);
  const [isWithout, setWithout] = useState(false);
  useEffect(() => () => tray.current?.close(), []);

  const isBusy = photos.isBusy();
  const isPhotoMissing = options.isPhotoAsked && !isWithout && !isBusy && photos.ids().length === 0;
  // Chosen while the photo was on its way: sent as soon as it is there.
  useEffect(() => {
    if (wish === null || isBusy) return;
    if (isPhotoMissing && wish !== "talk") setWish(null);
    else onChoose({ wish, words: words.trim(), photoIds: photos.ids() });
  }, [wish, isBusy, isPhotoMissing, photos, words, onChoose]);

  const take = (event: { currentTarget: HTMLInputElement }) => {
    photos.add(event.currentTarget.files ?? []);
    event.currentTarget.value = "";
  };

  return (
    <>
      {options.isPhotoAsked && (
        <section class="show-us" aria-label={say("showUs")}>
          <p class="soft">{say("showUsHint")}</p>
          {photos.photos().length > 0 && <TrayView tray={photos} />}
          <div class="sources">
            <button type="button" class="quiet" onClick={() => camera.current?.click()}>
              <Icon name="photo" />
              {say("takePhoto")}
            </button>
            <button type="button" class="quiet" onClick={() => gallery.current?.click()}>
              <Icon name="gallery" />
              {say("choosePhoto")}
            </button>
          </div>
          {isPhotoMissing && (
            <button type="button" class="link" onClick={() => setWithout(true)}>
              {say("noPhoto")}
            </button>
          )}
          <input
            ref={camera}
            class="hidden"
            type="file"
            accept="image/*"
            capture="environment"
            tabIndex={-1}
            aria-hidden="true"
            onChange={take}
          />
          <input
            ref={gallery}
            class="hidden"
            type="file"
            accept="image/*"
            multiple
            tabIndex={-1}
            aria-hidden="true"
            onChange={take}
          />
        </section>
      )}
      <div class="choices">
        {options.wishes.map(({ wish: each, amountMinor, currency }) => {
          const amount =
            amountMinor !== null && currency !== null ? format.money(amountMinor, currency) : null;
          const needsPhoto = isPhotoMissing && each !== "talk";
          return (
            <Choice
              key={each}
              title={say(each === "reship" && count > 1 ? "wishReshipMany" : wishWords[each])}
              hint={say(needsPhoto ? "photoFirst" : hints[each])}
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
