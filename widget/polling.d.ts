/** A file of engine.io-client that its package does not name; build-widget.ts knows where it is. */
declare module "engine.io-client/polling" {
  export { XHR } from "engine.io-client";
}
