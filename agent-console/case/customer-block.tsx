import { Badge, Text } from "@mantine/core";
import type { Case } from "../../backend/contract/queries/console.ts";
import type { StaffTicketView } from "../../backend/contract/views.ts";
import { Face } from "../shell/face.tsx";
import { useLanguage } from "../text/language.tsx";
import classes from "./case.module.css";

interface Props {
  customer: Case["customer"];
  shopper: StaffTicketView["shopper"];
}

export function CustomerBlock({ customer, shopper }: Props) {
  const { t, money } = useLanguage();
  if (customer === null) {
    return (
      <section className={classes.block} aria-label={t.case.customer}>
        <Text fw={600}>{shopper.name ?? t.desk.anonymous}</Text>
        <Text size="sm" c="dimmed">
          {shopper.email ?? t.case.unknown}
        </Text>
      </section>
    );
  }
  const facts = [
    t.case.orders(customer.ordersCount),
    ...customer.spent.map(({ amountMinor, currency }) => money(amountMinor, currency)),
    t.case.claims(customer.claims90Days),
  ];
  return (
    <section className={classes.block} aria-label={t.case.customer}>
      <div className={classes.customer}>
        <Face name={customer.name} size={36} />
        <div className={classes.grow}>
          <div className={classes.nameLine}>
            <Text fw={650}>{customer.name}</Text>
            {customer.isTrusted && (
              <Badge size="sm" variant="light" tt="none">
                {t.case.trusted}
              </Badge>
            )}
            {customer.tags.slice(0, 3).map((tag) => (
              <Badge key={tag} size="sm" variant="default" tt="none">
                {tag}
              </Badge>
            ))}
          </div>
          <Text size="xs" c="dimmed">
            {[customer.email, customer.phone, t.case.since(String(new Date(customer.since).getFullYear()))]
              .filter((each) => each !== "")
              .join(" · ")}
          </Text>
        </div>
      </div>
      <Text size="sm" mt={6} className="figures">
        {facts.join(" · ")}
      </Text>
    </section>
  );
}
