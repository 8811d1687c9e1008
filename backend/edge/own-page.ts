import type { IncomingHttpHeaders } from "node:http";

type Said = Pick<IncomingHttpHeaders, "origin" | "host" | "sec-fetch-site">;

/**
 * Whether a request may come from one of our own pages; the cookie is good for no other. Programs say neither where
 * they come from nor from which site: they hold the cookie themselves, and may. A browser says both, or (by a script
 * tag or a form of a neighbouring site, to which it sends the cookie) at least the site.
 */
export function isOwnPage(headers: Said, publicUrl: string): boolean {
  const { origin, host } = headers;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  if (origin === undefined) return true;
  const ours = new URL(publicUrl);
  if (origin === ours.origin) return true;
  if (!URL.canParse(origin)) return false;
  const theirs = new URL(origin);
  // By another name than the public one: loopback, an address within the house. Never less safe than the public one.
  const isSafe = ours.protocol === "http:" || theirs.protocol === ours.protocol;
  return theirs.origin === origin && theirs.host === host && isSafe;
}
