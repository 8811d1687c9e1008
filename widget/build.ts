import { buildWidget } from "./build-widget.ts";

const begun = performance.now();
await buildWidget();
console.info(`widget built in ${Math.round(performance.now() - begun)} ms`);
