import { Tooltip, UnstyledButton } from "@mantine/core";
import { openPalette } from "../keys/palette.tsx";
import { useLanguage } from "../text/language.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { IconCommand, IconKeyboard } from "./icons.tsx";
import type { placesOf } from "./places.ts";
import { linkTo, useRoute } from "./routes.ts";
import classes from "./shell.module.css";

interface Props {
  places: ReturnType<typeof placesOf>;
  /** Requests that wait for this person. */
  waitingApprovals: number;
  onSheet(): void;
}

/** The places of the console; at the bottom of the screen on a phone. */
export function Rail({ places, waitingApprovals, onSheet }: Props) {
  const { t } = useLanguage();
  const { page } = useRoute();
  return (
    <nav className={classes.rail} aria-label={t.common.nav.main}>
      <img className={classes.mark} src="/console/icon.svg" alt={t.common.product} width={28} height={28} />
      {places.map(({ name, icon: Icon, route }) => (
        <a
          key={name}
          {...linkTo(route)}
          className={classes.item}
          aria-current={page === name ? "page" : undefined}
        >
          <span className={classes.itemIcon}>
            <Icon size={20} />
            {name === "approvals" && waitingApprovals > 0 && (
              <span className={classes.dot}>{waitingApprovals}</span>
            )}
          </span>
          {t.common.nav[name]}
        </a>
      ))}
      <span className={classes.gap} />
      <Tooltip label={t.common.nav.palette} position="right">
        <UnstyledButton className={classes.tool} aria-label={t.common.nav.palette} onClick={openPalette}>
          <IconCommand size={20} />
        </UnstyledButton>
      </Tooltip>
      <Tooltip label={t.common.nav.keys} position="right">
        <UnstyledButton className={classes.tool} aria-label={t.common.nav.keys} onClick={onSheet}>
          <IconKeyboard size={20} />
        </UnstyledButton>
      </Tooltip>
      <AccountMenu />
    </nav>
  );
}
