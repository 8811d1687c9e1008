import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build as bundle, transform } from "esbuild";
import { build, type Plugin } from "rolldown";

const here = fileURLToPath(new URL(".", import.meta.url));
export const widgetFolder = join(here, "../build/widget");
const polling = join(here, "../node_modules/engine.io-client/build/esm/transports/polling-xhr.js");

const minify = async (path: string) =>
  (await transform(await readFile(path, "utf8"), { loader: "css", minify: true })).code.trim();

/** A style sheet is a text in the program, which adopts it. */
const cssAsText: Plugin = {
  name: "css-as-text",
  async load(id) {
    return id.endsWith(".css")
      ? { code: `export default ${JSON.stringify(await minify(id))}`, moduleType: "js" }
      : null;
  },
};

/**
 * What the widget never uses of the Socket.IO client: WebTransport, binary packets, and its lists of all transports
 * (ours are named in chat/line.ts, so that polling is fetched only where a WebSocket does not come through).
 */
const unused: [RegExp, (code: string) => string][] = [
  [/engine\.io-client\/build\/esm\/transports\/index\.js$/, () => "export const transports = {}"],
  [
    /(engine|socket)\.io-client\/build\/esm\/index\.js$/,
    (code) => code.replace(/^export \{[^}]*\b(XHR|Fetch|WT|NodeWebSocket)\b.*$/gm, ""),
  ],
  [
    /socket\.io-parser\/build\/esm\/is-binary\.js$/,
    () => "export const isBinary = () => false, hasBinary = () => false",
  ],
  [
    /socket\.io-parser\/build\/esm\/binary\.js$/,
    () =>
      "export const deconstructPacket = (packet) => ({ packet, buffers: [] }), reconstructPacket = (packet) => packet",
  ],
  [
    /engine\.io-parser\/build\/esm\/contrib\/base64-arraybuffer\.js$/,
    () => "export const decode = (text) => text",
  ],
  [
    /engine\.io-parser\/build\/esm\/encodePacket\.browser\.js$/,
    () => `import { PACKET_TYPES } from "./commons.js";
export const encodePacket = ({ type, data }, _, give) => give(PACKET_TYPES[type] + (data || ""));
export const encodePacketToBinary = () => {};`,
  ],
  [
    // Every browser that runs the chat reads addresses itself.
    /engine\.io-client\/build\/esm\/contrib\/parseuri\.js$/,
    () => `export function parse(source) {
  const { protocol, hostname, port, pathname, search } = new URL(source);
  const host = hostname.replace(/[[\\]]/g, "");
  return { source, protocol: protocol.slice(0, -1), host, port, path: pathname, query: search.slice(1) };
}`,
  ],
];
const slimSocketIo: Plugin = {
  name: "slim-socket-io",
  transform: (code, id) => unused.find(([path]) => path.test(id))?.[1](code) ?? null,
};

export interface Built {
  loader: string;
  /** The chat's first file. */
  chat: string;
  /** Each file of the chat, with what it fetches at once and the source it was made for. */
  files: Map<string, { imports: string[]; source: string | null }>;
}

/**
 * Puts `widget.js`, and below `widget/` the chat's hashed files, into the folder: first the chat, whose name the
 * loader must know.
 */
export async function buildWidget(folder = widgetFolder): Promise<Built> {
  const fresh = `${folder}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  const built = await build({
    cwd: here,
    input: { chat: "chat/start.tsx" },
    platform: "browser",
    // What is fetched later may import from the first file, instead of both from a third.
    preserveEntrySignatures: "allow-extension",
    plugins: [slimSocketIo, cssAsText],
    resolve: { alias: { "engine.io-client/polling": polling } },
    transform: { target: "es2022" },
    output: {
      dir: join(fresh, "widget"),
      format: "esm",
      minify: true,
      entryFileNames: "[name]-[hash].js",
      chunkFileNames: "[name]-[hash].js",
    },
  });
  const chunks = built.output.filter((each) => each.type === "chunk");
  const chat = chunks.find((each) => each.isEntry)?.fileName ?? "";
  await bundle({
    absWorkingDir: here,
    entryPoints: ["loader/loader.ts"],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022", "safari16.4"],
    legalComments: "none",
    charset: "utf8",
    outfile: join(fresh, "widget.js"),
    define: { CHAT_FILE: JSON.stringify(chat) },
    plugins: [
      {
        name: "css-as-text",
        setup: ({ onLoad }) =>
          onLoad({ filter: /\.css$/ }, async ({ path }) => ({
            contents: await minify(path),
            loader: "text",
          })),
      },
    ],
  });
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
  const files = chunks.map(({ fileName, imports, facadeModuleId }) => {
    const source = facadeModuleId?.startsWith(here) ? facadeModuleId.slice(here.length) : null;
    return [fileName, { imports, source }] as const;
  });
  return { loader: "widget.js", chat, files: new Map(files) };
}
