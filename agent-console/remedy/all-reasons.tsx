import { Button, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { OrderedLine } from "../../backend/contract/fields.ts";
import type { Explanation } from "../../backend/contract/policy.ts";
import type { ClaimReason, RemedyKind } from "../../backend/contract/vocabulary.ts";
import { IconNext } from "../shell/icons.tsx";
import { useLanguage } from "../text/language.tsx";
import { useAsk } from "../wire/use-ask.ts";
import { leftFigure, limitFigure } from "./limit-figure.ts";
import classes from "./remedy.module.css";
import { worthText } from "./worth-text.ts";

interface Props {
  ticketId: string;
  orderId: string;
  remedy: RemedyKind;
  reason: ClaimReason;
  lines: OrderedLine[];
  goods: { sku: string; quantity: number } | null;
  amountMinor: number;
}

/** On demand: every limit that bears on it, with what is left of each, and who would be asked. */
export function AllReasons(asked: Props) {
  const { t } = useLanguage();
  const [isOpen, { toggle }] = useDisclosure(false);
  const explanation = useAsk("remedy.explain", asked, { isEnabled: isOpen, keepsLast: true });
  return (
    <div className={classes.allReasons}>
      <Button
        variant="subtle"
        size="compact-sm"
        className={classes.aside}
        aria-expanded={isOpen}
        rightSection={<IconNext size={14} />}
        onClick={toggle}
      >
        {t.remedy.allReasons}
      </Button>
      {isOpen &&
        (explanation.data === undefined ? (
          <Skeleton height={48} className={classes.reasons} />
        ) : (
          <ReasonList remedy={asked.remedy} explanation={explanation.data} />
        ))}
    </div>
  );
}

export function ReasonList({ remedy, explanation }: { remedy: RemedyKind; explanation: Explanation }) {
  const language = useLanguage();
  const { t, list } = language;
  const { limits, chain, currency } = explanation;
  const inMoney = worthText(remedy, currency, language);
  const names = chain.map((each) => (each.kind === "role" ? t.words.roles[each.role] : each.name));
  return (
    <ul className={classes.reasons}>
      {limits.map((limit) => (
        <li key={`${limit.dimension}-${limit.ruleId}`} data-in-the-way={limit.isInTheWay || undefined}>
          <span className={classes.quiet}>{limit.isInTheWay ? t.remedy.inTheWay : t.remedy.notInTheWay}</span>{" "}
          {limit.sentence ??
            t.remedy.stands[limit.dimension](
              limitFigure(limit.dimension, limit.limitMinor ?? 0, inMoney),
              leftFigure(limit, inMoney),
            )}
        </li>
      ))}
      {names.length > 0 && <li>{t.remedy.wouldAsk(list(names))}</li>}
    </ul>
  );
}
