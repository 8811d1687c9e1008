import { UnstyledButton } from "@mantine/core";
import type { ApprovalCard } from "../../backend/contract/queries/console.ts";
import { useNow } from "../shell/use-now.ts";
import { useLanguage } from "../text/language.tsx";
import classes from "./approvals.module.css";
import { askedText } from "./asked-text.ts";

interface Props {
  cards: ApprovalCard[];
  shownId: string;
  onShow(remedyId: string): void;
}

/** All that waits, at a desk: who, for whom, and since when. */
export function RequestList({ cards, shownId, onShow }: Props) {
  const language = useLanguage();
  const { t, span } = language;
  const now = useNow();
  return (
    <nav aria-label={t.approvals.list}>
      <ul className={classes.list}>
        {cards.map(({ remedy, shopperName, requestedAt, isMyTurn }) => (
          <li key={remedy.id}>
            <UnstyledButton
              className={classes.row}
              aria-current={remedy.id === shownId || undefined}
              onClick={() => onShow(remedy.id)}
            >
              <span className={classes.rowHead}>
                <strong>{remedy.by.name}</strong>
                <span className="figures">{span(now - requestedAt)}</span>
              </span>
              <span className={classes.rowWhat}>
                {t.approvals.listed(askedText(remedy, language).trim(), shopperName ?? t.desk.anonymous)}
              </span>
              {!isMyTurn && <span className={classes.rowTurn}>{t.approvals.othersTurn}</span>}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}
