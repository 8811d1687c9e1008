import type { Address } from "../../contract/fields.ts";

/** An address in one line, as a person copies it onto a parcel; empty where there is none. */
export function addressText(address: Address | null): string {
  if (address === null) return "";
  const { name, line1, line2, city, province, zip, country, phone } = address;
  const place = [zip, city, province].filter((part) => part !== "").join(" ");
  return [name, line1, line2, place, country, phone].filter((part) => part !== "").join(", ");
}
