import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Where a running helpdesk listens, for `npx vite agent-console`. */
const helpdesk = process.env.HELPDESK_URL ?? "http://127.0.0.1:3000";

export default defineConfig({
  root: here("."),
  base: "/console/",
  plugins: [react()],
  build: {
    outDir: here("../build/console"),
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: {
      "/api": helpdesk,
      "/socket.io": { target: helpdesk, ws: true },
    },
  },
});
