import type { IncomingMessage } from "node:http";

/**
 * Engine.IO still answers script tags (`j=`), which any page may read and which carry the cookie without an origin: a
 * neighbouring site could have talked as whoever visits it. Our clients need no such thing.
 */
export function admitRequest(
  request: IncomingMessage,
  answer: (error: string | null | undefined, isAdmitted: boolean) => void,
): void {
  const { searchParams } = new URL(request.url ?? "", "http://any");
  const isScript = searchParams.has("j");
  answer(isScript ? "no script tags" : null, !isScript);
}
