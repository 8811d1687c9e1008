import { shoppersOfTheDemo } from "../../demo-customers.ts";
import { html } from "../html.ts";
import type { Page } from "../layout.ts";
import type { Visitor } from "../visitor.ts";
import { words } from "../words.ts";

export function signInPage({ locale }: Visitor): Page {
  const say = words[locale];
  const content = html`<h1>${say.whoTitle}</h1><p>${say.whoText}</p>
<form method="post" action="/sign-in" class="people">${shoppersOfTheDemo.map(
    ({ id, name, story }) => html`<button name="shopper" value="${id}">
<span class="initial" aria-hidden="true">${name.slice(0, 1)}</span>
<span><strong>${name}</strong><br><span class="muted">${story[locale]}</span></span></button>`,
  )}</form>`;
  return { title: say.signIn, context: { scene: "sign-in" }, content };
}

export function missingPage({ locale }: Visitor): Page {
  const say = words[locale];
  return {
    title: say.notFound,
    context: { scene: "missing" },
    content: html`<h1>${say.notFound}</h1><p><a class="button" href="/">${say.home}</a></p>`,
  };
}
