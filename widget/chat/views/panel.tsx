/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ChatApp } from "../chat.ts";
import type { Format } from "../format.ts";
import type { Language } from "../say.ts";
import { HereContext, useHere, useLater } from "./context.ts";
import { HomeScreen } from "./home.tsx";
import { TalkScreen } from "./talk.tsx";

const phone = matchMedia("(max-width: 480px), (max-height: 480px)");
const hasMouse = matchMedia("(pointer: fine)");
const focusable =
  "button:not([disabled]),[href],input:not([type=file]):not([disabled]),textarea,[tabindex='0']";

const loadClaim = () => import("../claim/claim-flow.tsx");

function ClaimScreen({ lane }: { lane: string | null }) {
  const { app, say } = useHere();
  const claim = useLater(loadClaim);
  if (claim) return <claim.ClaimFlow lane={lane} />;
  return (
    <section class="screen">
      <p class="soft centre" role="status">
        {claim === null ? `${say("loading")}…` : say("claimFailed")}
      </p>
      {claim === false && (
        <button type="button" class="quiet" onClick={() => app.go({ at: "home" })}>
          {say("back")}
        </button>
      )}
    </section>
  );
}

function Notice() {
  const { app, say } = useHere();
  const { blocked, line } = app.state();
  const text = blocked !== null ? say(blocked) : line === "offline" ? say("offline") : "";
  return (
    <div class="notice" role="status">
      {text !== "" && <p>{text}</p>}
      {blocked === "oldClient" && (
        <button type="button" onClick={() => location.reload()}>
          {say("reload")}
        </button>
      )}
    </div>
  );
}

/** A phone's keyboard covers the page without telling it: the sheet is as high as what can be seen. */
function useVisibleHeight(panel: { current: HTMLElement | null }, isOpen: boolean) {
  useLayoutEffect(() => {
    const { visualViewport: seen } = window;
    if (!isOpen || seen === null) return;
    const follow = () => {
      panel.current?.style.setProperty("--seen-height", `${seen.height}px`);
      panel.current?.style.setProperty("--seen-top", `${seen.offsetTop}px`);
    };
    follow();
    seen.addEventListener("resize", follow);
    seen.addEventListener("scroll", follow);
    return () => {
      seen.removeEventListener("resize", follow);
      seen.removeEventListener("scroll", follow);
    };
  }, [panel, isOpen]);
}

/** The shop's page does not scroll under a sheet that covers it. */
function useStillPage(isOpen: boolean) {
  useLayoutEffect(() => {
    if (!isOpen || !phone.matches) return;
    const { style } = document.documentElement;
    const before = style.overflow;
    style.overflow = "hidden";
    return () => {
      style.overflow = before;
    };
  }, [isOpen]);
}

export function Panel({ app, language, format }: { app: ChatApp; language: Language; format: Format }) {
  const { say } = language;
  const [, redraw] = useState(0);
  const panel = useRef<HTMLDivElement>(null);
  // Before anything is painted: what happens until then would not be drawn.
  useLayoutEffect(() => app.subscribe(() => redraw((count) => count + 1)), [app]);
  const { isOpen, screen, session } = app.state();
  useVisibleHeight(panel, isOpen);
  useStillPage(isOpen);

  const { root, launcher } = app.shell;
  const place = screen.at === "home" ? "home" : `${screen.at} ${screen.begunAs ?? screen.lane}`;
  const focused = useRef("");
  useEffect(() => {
    const now = isOpen ? place : "";
    if (now === focused.current) return;
    focused.current = now;
    if (!isOpen) return;
    // A finger would get a keyboard that covers the conversation; keys are better off in the text box.
    const box = hasMouse.matches ? panel.current?.querySelector<HTMLElement>(".composer textarea") : null;
    (box ?? panel.current)?.focus({ preventScroll: true });
  });
  useEffect(() => {
    if (!isOpen && (root.activeElement === null || root.activeElement === panel.current)) return;
    if (!isOpen) launcher.focus();
  }, [isOpen, launcher, root]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
      return;
    }
    // The sheet covers the page, so Tab stays in it; beside the page, Tab may leave the panel.
    if (event.key !== "Tab" || !phone.matches) return;
    const all = [...(panel.current?.querySelectorAll<HTMLElement>(focusable) ?? [])].filter(
      (each) => each.offsetParent !== null,
    );
    const [first, last] = [all[0], all.at(-1)];
    const now = root.activeElement;
    if (event.shiftKey && (now === first || now === panel.current)) {
      event.preventDefault();
      last?.focus();
    } else if (!event.shiftKey && now === last) {
      event.preventDefault();
      first?.focus();
    }
  }

  function close() {
    app.setOpen(false);
    launcher.focus();
  }

  return (
    <HereContext.Provider value={{ app, language, say, format }}>
      <div
        ref={panel}
        class="panel"
        role="dialog"
        aria-modal={phone.matches}
        aria-label={say("title", { shop: session?.storefront.name ?? "" }).trim()}
        tabIndex={-1}
        hidden={!isOpen}
        onKeyDown={onKeyDown}
      >
        <Notice />
        {screen.at === "home" && <HomeScreen />}
        {screen.at === "talk" && <TalkScreen key={place} lane={screen.lane} />}
        {screen.at === "claim" && <ClaimScreen key={place} lane={screen.lane} />}
      </div>
    </HereContext.Provider>
  );
}
