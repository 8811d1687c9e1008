import { SegmentedControl, Text, TextInput } from "@mantine/core";
import type { Address } from "../../backend/contract/fields.ts";
import type { CaseOrder } from "../../backend/contract/queries/console.ts";
import { useLanguage } from "../text/language.tsx";
import classes from "./remedy.module.css";

const empty: Address = {
  name: "",
  line1: "",
  line2: "",
  city: "",
  province: "",
  zip: "",
  country: "",
  phone: "",
};
const required = ["name", "line1", "city", "country"] as const;
const fields = ["name", "phone", "line1", "line2", "zip", "city", "province", "country"] as const;
const wide: ReadonlySet<(typeof fields)[number]> = new Set(["line1", "line2"]);

export const isComplete = (address: Address) =>
  required.every((field) => address[field].trim() !== "") && /^[A-Z]{2}$/.test(address.country);

interface Props {
  order: CaseOrder;
  address: Address | null;
  /** The address is what the remedy is about, so none of the order's stands in for it. */
  isNeeded?: boolean;
  onChange(address: Address | null): void;
}

/** Where goods go: where the order went, or a corrected address. */
export function AddressForm({ order, address, isNeeded = false, onChange }: Props) {
  const { t } = useLanguage();
  return (
    <div className={classes.address}>
      {!isNeeded && (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t.remedy.address}
          value={address === null ? "order" : "other"}
          onChange={(value) => onChange(value === "order" ? null : empty)}
          data={[
            { value: "order", label: t.remedy.orderAddress },
            { value: "other", label: t.remedy.otherAddress },
          ]}
        />
      )}
      {address === null && !isNeeded ? (
        <Text size="sm" c="dimmed">
          {order.shippingAddress}
        </Text>
      ) : (
        <div className={classes.addressFields}>
          {fields.map((field) => (
            <TextInput
              key={field}
              size="xs"
              data-first={field === "name" || undefined}
              className={wide.has(field) ? classes.wideField : undefined}
              placeholder={field === "country" ? "CN" : undefined}
              label={t.remedy.addressFields[field]}
              required={required.some((each) => each === field)}
              maxLength={field === "country" ? 2 : 200}
              value={(address ?? empty)[field]}
              onChange={({ currentTarget: { value } }) =>
                onChange({
                  ...(address ?? empty),
                  [field]: field === "country" ? value.toUpperCase() : value,
                })
              }
            />
          ))}
        </div>
      )}
    </div>
  );
}
