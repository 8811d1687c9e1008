/** Where a one-time link leads, on this server: the console's page for choosing a password. `person.invite` answers with it. */
const prefix = "/console/link/";

export const linkPath = (token: string): string => `${prefix}${token}`;

/** The token of such a page's address, or null where the address is another page's. */
export function tokenOfLinkPath(pathname: string): string | null {
  const token = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : "";
  return /^[\w-]{20,200}$/.test(token) ? token : null;
}
