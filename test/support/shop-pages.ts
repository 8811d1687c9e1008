import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The policy that the README gives shops. */
const policyFor = (helpdesk: string) =>
  [
    "default-src 'none'",
    `script-src 'self' ${helpdesk}`,
    "style-src 'self'",
    `connect-src ${helpdesk} ${helpdesk.replace(/^http/, "ws")}`,
    "img-src 'self' blob: data:",
  ].join("; ");

export interface PageOptions {
  key: string;
  /** Attributes of the tag beside the key. */
  tag?: Record<string, string>;
  /** `<html lang>`. */
  lang?: string;
  /** Calls that the page makes before the script has loaded. */
  calls?: unknown[][];
}

/** A shop on an origin of its own: an empty page with the one tag, under a strict policy. */
export async function serveShopPages(helpdesk: string) {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://shop");
    if (url.pathname === "/calls.js") {
      response.setHeader("Content-Type", "text/javascript");
      response.end(`window.FrontlineQueue = ${url.searchParams.get("calls") ?? "[]"};`);
      return;
    }
    if (url.pathname !== "/") {
      response.statusCode = 404;
      response.end();
      return;
    }
    const {
      key,
      tag = {},
      lang = "en",
      calls = [],
    } = JSON.parse(url.searchParams.get("page") ?? "{}") as PageOptions;
    const attributes = Object.entries({ storefront: key, ...tag })
      .map(([name, value]) => `data-${name}="${value}"`)
      .join(" ");
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.setHeader("Content-Security-Policy", policyFor(helpdesk));
    response.end(`<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A shop</title>
<link rel="icon" href="data:,">
<script src="/calls.js?calls=${encodeURIComponent(JSON.stringify(calls))}"></script>
<script async src="${helpdesk}/widget.js" ${attributes}></script>
</head><body><main><h1>A shop</h1><p>Cups and kettles.</p></main></body></html>`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    address: (page: PageOptions) => `${origin}/?page=${encodeURIComponent(JSON.stringify(page))}`,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}
