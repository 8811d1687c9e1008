/** The strict policy that the README gives shops: the helpdesk's origin is all that the widget needs. */
export function contentPolicy(helpdeskUrl: string): string {
  const { origin, host, protocol } = new URL(helpdeskUrl);
  const socket = `${protocol === "https:" ? "wss" : "ws"}://${host}`;
  return [
    "default-src 'self'",
    `script-src 'self' ${origin}`,
    `connect-src 'self' ${origin} ${socket}`,
    `img-src 'self' blob: data: ${origin}`,
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
