/** Style without a style element: works where the shop's page allows no inline style. Adopting twice does nothing. */
export function adopt(root: ShadowRoot, css: string) {
  const known = adopted.get(root) ?? new Set();
  adopted.set(root, known);
  if (known.has(css)) return;
  known.add(css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);
}

const adopted = new WeakMap<ShadowRoot, Set<string>>();
