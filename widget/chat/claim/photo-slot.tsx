/** @jsxImportSource preact */
import { useRef } from "preact/hooks";
import { type Tray, TrayView } from "../photos/tray.tsx";
import type { AnyWord } from "../say.ts";
import { useHereLater } from "../views/context.ts";
import { Icon } from "../views/icons.tsx";

interface PhotoSlotProps {
  tray: Tray;
  title: AnyWord;
  hint: AnyWord;
}

/** Photos of one thing, from the camera or from what was taken before. */
export function PhotoSlot({ tray, title, hint }: PhotoSlotProps) {
  const { say } = useHereLater();
  const camera = useRef<HTMLInputElement>(null);
  const gallery = useRef<HTMLInputElement>(null);
  const take = (event: { currentTarget: HTMLInputElement }) => {
    tray.add(event.currentTarget.files ?? []);
    event.currentTarget.value = "";
  };
  const input = { class: "hidden", type: "file" as const, accept: "image/*", onChange: take };
  return (
    <section class={`show-us${tray.photos().length > 0 ? " some" : ""}`} aria-label={say(title)}>
      <div class="shown">
        <div>
          <h4>{say(title)}</h4>
          <p class="soft">{say(hint)}</p>
        </div>
        {tray.ids().length > 0 && <Icon name="check" />}
      </div>
      {tray.photos().length > 0 && <TrayView tray={tray} />}
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
      <input {...input} ref={camera} capture="environment" tabIndex={-1} aria-hidden="true" />
      <input {...input} ref={gallery} multiple tabIndex={-1} aria-hidden="true" />
    </section>
  );
}
