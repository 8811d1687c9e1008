import { join } from "node:path";
import express, { Router } from "express";
import helmet from "helmet";

interface Built {
  widgetDir: string;
  consoleDir: string;
  publicUrl: string;
}

const year = 365 * 24 * 3600 * 1000;
const isHashed = /[-.][\w-]{8,}\.(js|css|woff2|svg|png|map)$/;

/** Names with a hash never change; everything else is asked for anew. */
function cacheByName(response: express.Response, path: string): void {
  response.setHeader(
    "Cache-Control",
    isHashed.test(path) ? `public, max-age=${year / 1000}, immutable` : "public, max-age=0, must-revalidate",
  );
}

const consoleHeaders = (publicUrl: string) =>
  helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // Mantine writes its theme's variables into style elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "blob:", "data:"],
        // Browsers that do not take `self` for our own socket as well are told its address.
        connectSrc: ["'self'", publicUrl.replace(/^http/, "ws")],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });

/** The two browser programs. The widget's files are for pages of any origin; which may use a key is judged elsewhere. */
export function createStaticRoutes({ widgetDir, consoleDir, publicUrl }: Built): Router {
  const routes = Router();
  routes.get("/", (_request, response) => response.redirect("/console/"));
  routes.use((request, response, next) => {
    if (request.path === "/widget.js" || request.path.startsWith("/widget/")) {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
      response.setHeader("X-Content-Type-Options", "nosniff");
    }
    next();
  });
  routes.use(express.static(widgetDir, { index: false, setHeaders: cacheByName, fallthrough: true }));
  routes.use("/console", consoleHeaders(publicUrl));
  routes.use("/console", express.static(consoleDir, { setHeaders: cacheByName, fallthrough: true }));
  // The console's own router knows the path; a missing asset stays missing.
  routes.get(/^\/console(\/[^.]*)?$/, (_request, response) => {
    response.setHeader("Cache-Control", "no-cache");
    response.sendFile(join(consoleDir, "index.html"));
  });
  return routes;
}
