import { Button, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { OrderedLine } from "../../backend/contract/fields.ts";
import type { Explanation } from "../../backend/contract/policy.ts";
import type { ClaimReason, RemedyKind } from "../../backend/contract/vocabulary.ts";
import { useLanguage } from "../text/language.tsx";
import { useAsk } from "../wire/use-ask.ts";
import { leftFigure, limitFigure } from "./limit-figure.ts";
import classes from "./remedy.module.css";

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
    <div>
      <Button variant="subtle" size="compact-xs" aria-expanded={isOpen} onClick={toggle}>
        {t.remedy.allReasons}
      </Button>
      {isOpen &&
        (explanation.data === undefined ? (
          <Skeleton height={48} />
        ) : (
          <ReasonList explanation={explanation.data} />
        ))}
    </div>
  );
}

export function ReasonList({ explanation }: { explanation: Explanation }) {
  const { t, list, money } = useLanguage();
  const { limits, chain, currency } = explanation;
  const inMoney = (minor: number) => money(minor, currency);
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
