import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  mergeThemeOverrides,
} from "@mantine/core";
import type { Dictionary } from "./text/language.tsx";

const brand: MantineColorsTuple = [
  "#e9f5f3",
  "#d3eae7",
  "#a8d6d0",
  "#79c1b9",
  "#52afa5",
  "#36a398",
  "#1d968b",
  "#0d8076",
  "#0b6b64",
  "#07524d",
];

const quick = { transitionProps: { duration: 120 } };

/** Neutral surfaces and one accent; 14 px, dense; red only for what needs a person now. */
const theme = createTheme({
  primaryColor: "brand",
  primaryShade: { light: 8, dark: 7 },
  colors: { brand },
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  fontSizes: { xs: "0.8125rem", sm: "0.875rem", md: "0.9375rem", lg: "1.0625rem", xl: "1.25rem" },
  headings: { fontWeight: "650" },
  defaultRadius: "md",
  radius: { md: "8px" },
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Menu: { defaultProps: { ...quick, withinPortal: false, withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { ...quick, withinPortal: false } },
    Tooltip: { defaultProps: { ...quick, openDelay: 400, withArrow: true, withinPortal: false } },
    Select: { defaultProps: { comboboxProps: { ...quick, withinPortal: false }, allowDeselect: false } },
  },
});

/** The theme with the few words that Mantine's own buttons need. */
export function themeIn(t: Dictionary) {
  const closeButtonProps = { "aria-label": t.common.close };
  return mergeThemeOverrides(theme, {
    components: {
      Modal: {
        defaultProps: { ...quick, closeButtonProps },
        styles: { title: { fontWeight: 650, lineHeight: 1.35 } },
      },
      Drawer: { styles: { title: { fontWeight: 650, lineHeight: 1.35 } } },
      Notification: {
        defaultProps: { closeButtonProps, withBorder: true },
        styles: { description: { color: "var(--mantine-color-text)" } },
      },
    },
  });
}

/** Mantine's own greys for secondary text are too faint for WCAG AA; these are not. `--fl-…` are our surfaces. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#ffffff",
    "--mantine-color-text": "#16191d",
    "--mantine-color-dimmed": "#586069",
    "--mantine-color-placeholder": "#6b737c",
    "--mantine-color-error": "#c22b2b",
    "--mantine-color-default-border": "#d3d7dc",
    "--fl-ground": "#f4f5f6",
    "--fl-raised": "#ffffff",
    "--fl-line": "#e4e7ea",
    "--fl-hover": "#eef1f2",
    "--fl-chosen": "#e2efed",
    "--fl-ours": "#e2f0ee",
    "--fl-theirs": "#f0f2f4",
    "--fl-note": "#fff8e0",
    "--fl-note-line": "#e3c766",
    "--fl-note-text": "#6b5200",
    "--fl-alarm": "#b42323",
    "--fl-alarm-ground": "#fdeeee",
    "--fl-good": "#17693a",
    "--fl-good-ground": "#e7f5ec",
    "--fl-waiting": "#7a4b00",
    "--fl-waiting-ground": "#fdf1dc",
    "--fl-accent": "#0b6b64",
  },
  dark: {
    "--mantine-color-body": "#17191b",
    "--mantine-color-text": "#e6e8ea",
    "--mantine-color-dimmed": "#a4abb3",
    "--mantine-color-placeholder": "#8f979f",
    "--mantine-color-error": "#ff8787",
    "--mantine-color-default": "#1f2224",
    "--mantine-color-default-border": "#3c4146",
    "--fl-ground": "#111314",
    "--fl-raised": "#1b1e20",
    "--fl-line": "#2c3034",
    "--fl-hover": "#23272a",
    "--fl-chosen": "#14312e",
    "--fl-ours": "#14332f",
    "--fl-theirs": "#25292c",
    "--fl-note": "#332b14",
    "--fl-note-line": "#6e5c22",
    "--fl-note-text": "#f0d888",
    "--fl-alarm": "#ff9a9a",
    "--fl-alarm-ground": "#3a1d1d",
    "--fl-good": "#7fd8a0",
    "--fl-good-ground": "#15301f",
    "--fl-waiting": "#f2c27b",
    "--fl-waiting-ground": "#35270f",
    "--fl-accent": "#79c1b9",
  },
});
