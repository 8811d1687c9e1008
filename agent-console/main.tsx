import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
// Before the screens' own styles, which must win.
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "./base.css";
import { App } from "./app.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("no #root in index.html");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
