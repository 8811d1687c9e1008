import { isIPv6 } from "node:net";

const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;

/**
 * Whom limits count for: an IPv4 address, or the first 64 bits of an IPv6 address, since one connection has all of them
 * and could ask from another one each time. Anything else stands for itself.
 */
export function networkOf(address: string): string {
  const v4 = mapped.exec(address)?.[1];
  if (v4 !== undefined) return v4;
  const [plain = ""] = address.split("%");
  if (!isIPv6(plain)) return address;
  const [head = "", tail] = plain.split("::");
  const groups = head.split(":").filter((each) => each !== "");
  const behind = (tail ?? "").split(":").filter((each) => each !== "");
  // Eight groups, of which a dotted end is two.
  const written = groups.length + behind.length + (plain.includes(".") ? 1 : 0);
  const zeros = tail === undefined ? [] : Array<string>(8 - written).fill("0");
  const prefix = [...groups, ...zeros, ...behind].slice(0, 4);
  return `${prefix.map((each) => Number.parseInt(each, 16).toString(16)).join(":")}::/64`;
}
