import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { freePort } from "../support/ports.ts";
import type { Balancer } from "./balancer.ts";
import { startProcess, until } from "./processes.ts";

/** Who a client is to the balancer: all of the run come from one address, which is what sticky sessions usually go by. */
export const clientHeader = "x-chaos-client";

const settings = (port: number, backends: readonly number[], folder: string) => `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  map $http_upgrade $connection_header { default upgrade; '' close; }
  upstream frontline {
    hash $http_${clientHeader.replaceAll("-", "_")} consistent;
    ${backends.map((each) => `server 127.0.0.1:${each} max_fails=1 fail_timeout=1s;`).join("\n    ")}
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://frontline;
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_header;
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_read_timeout 90s;
      proxy_buffering off;
    }
  }
}
`;

/** The same in front of the run's backends, where nginx is installed. */
export async function openNginx(backends: readonly number[], within: string): Promise<Balancer> {
  const folder = join(within, "nginx");
  await mkdir(folder);
  const port = await freePort();
  const file = join(folder, "nginx.conf");
  await writeFile(file, settings(port, backends, folder));
  const started = startProcess("nginx", ["-c", file, "-p", folder, "-e", join(folder, "error.log")]);
  const isListening = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
      socket.once("close", () => socket.destroy());
      socket.once("connect", () => socket.destroy());
    });
  await until(isListening, { withinMs: 10_000, what: "nginx", started });
  return { port, name: "nginx", close: () => started.end("SIGTERM") };
}
