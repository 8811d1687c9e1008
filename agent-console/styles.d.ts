/** What the bundler does with style sheets, for the compiler. */
declare module "*.module.css" {
  const classes: Record<string, string>;
  export default classes;
}
declare module "*.css";
