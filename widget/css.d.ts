/** Style sheets are built into the program as text and adopted by its shadow root: no CSP exception is needed. */
declare module "*.css" {
  const text: string;
  export default text;
}

/** Put in by build-widget.ts: the hashed name of the chat's first file. */
declare const CHAT_FILE: string;
