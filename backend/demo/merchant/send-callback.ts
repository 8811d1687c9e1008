import { second } from "../../core/clock.ts";
import { sign, signatureHeader } from "../../shop/merchant/signature.ts";

interface Callback {
  /** The helpdesk's `/merchant/callback/STOREFRONT`. */
  url: string;
  statement: Record<string, unknown>;
  secret: string;
  now: number;
}

/** True where the helpdesk has taken it; any other answer, or none, is tried again later. */
export async function sendCallback({ url, statement, secret, now }: Callback): Promise<boolean> {
  const body = JSON.stringify(statement);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", [signatureHeader]: sign(body, [secret], now) },
      body,
      signal: AbortSignal.timeout(5 * second),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
