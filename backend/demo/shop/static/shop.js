// The shop's own script, as the widget's README asks for: it tells the widget where the shopper is and who they are.
// Calls made before the widget has loaded wait in the queue.
window.FrontlineQueue ??= [];
const tell = (...call) => window.FrontlineQueue.push(call);

const { scene, orderNumber, productSku, shopper } = document.body.dataset;
tell("setContext", {
  scene,
  ...(orderNumber ? { orderNumber } : {}),
  ...(productSku ? { productSku } : {}),
});

for (const button of document.querySelectorAll("[data-open-chat]")) {
  button.addEventListener("click", () => tell("open"));
}

// A token is good for a few minutes and the shopper may open the chat later, so it is renewed until they do.
const renewEveryMs = 4 * 60_000;
let isOpened = false;
tell("on", "open", () => {
  isOpened = true;
});

async function identify() {
  if (isOpened || document.hidden) return;
  const response = await fetch("/identity");
  if (!response.ok) return;
  const { token } = await response.json();
  if (token !== null) tell("identify", token);
}

const lastKey = "kotori:last-shopper";
if (shopper) {
  localStorage.setItem(lastKey, shopper);
  identify();
  setInterval(identify, renewEveryMs);
  document.addEventListener("visibilitychange", identify);
} else if (localStorage.getItem(lastKey) !== null) {
  // They have signed out: the next person at this browser shall not read their conversation.
  localStorage.removeItem(lastKey);
  tell("identify", null);
}
