import type { Reader } from "../../core/database/reader.ts";
import { readMerchantSecrets } from "./open-port.ts";
import { isSigned } from "./signature.ts";

export interface SignedCall {
  storefrontId: string;
  /** Exactly as it came: the signature is of these bytes, not of what they mean. */
  rawBody: string;
  /** The `Frontline-Signature` header. */
  signature: string | undefined;
}

/** Whether a call comes from the storefront's merchant, within five minutes of `now`. Unknown storefronts have no secret. */
export async function isFromMerchant(reader: Reader, call: SignedCall, now: number): Promise<boolean> {
  const secrets = await readMerchantSecrets(reader, call.storefrontId);
  return isSigned(call.signature ?? "", call.rawBody, secrets, now);
}
