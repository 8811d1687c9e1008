import { Text } from "@mantine/core";
import type { CaseOrder } from "../../backend/contract/queries/console.ts";
import { IconParcel } from "../shell/icons.tsx";
import { useLanguage } from "../text/language.tsx";
import classes from "./case.module.css";

export function Shipments({ shipments }: { shipments: CaseOrder["shipments"] }) {
  const { t, moment } = useLanguage();
  if (shipments.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t.case.noShipment}
      </Text>
    );
  }
  return shipments.map(({ trackingNumber, carrier, shippedAt, deliveredAt }) => (
    <div key={`${carrier}-${trackingNumber}-${shippedAt}`} className={classes.shipment}>
      <IconParcel size={16} />
      <span className={classes.grow}>
        {carrier} {trackingNumber}
      </span>
      <span>
        {deliveredAt !== null
          ? t.case.delivered(moment(deliveredAt))
          : shippedAt !== null
            ? t.case.shipped(moment(shippedAt))
            : t.case.notShipped}
      </span>
    </div>
  ));
}
