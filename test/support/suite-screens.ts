import { openScreens, type Screens } from "./browser.ts";

let screens: Promise<Screens> | null = null;

/** One Chromium for all files of a run: each person has a context of their own in it. */
export function sharedScreens(): Promise<Screens> {
  screens ??= openScreens();
  return screens;
}

after(async () => (await screens)?.quit());
