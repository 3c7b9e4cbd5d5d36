// The paper clip: documents and photos from one's own disk.

import { el } from "./dom.js";
import { named } from "./words.js";

// Drawn, for not every machine has a font with a paper clip.
const SIGN = `<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor"
  stroke-width="2" stroke-linecap="round" aria-hidden="true"><path d="M20 11.5 12.2 19.3a5 5 0 0 1
  -7-7L13 4.4a3.3 3.3 0 0 1 4.7 4.7l-7.9 7.8a1.7 1.7 0 0 1-2.4-2.3l7.2-7.2"/></svg>`;

/** The button and what it opens; `send` gets each file that was chosen. */
export function clip(send) {
  const chooser = el("input", { type: "file", multiple: true, hidden: true });
  const button = el("button", { type: "button", class: "round", ...named("clip") });
  button.innerHTML = SIGN;
  button.addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    for (const file of chooser.files) send(file);
    chooser.value = ""; // the same one may be chosen again
  });
  return [button, chooser];
}
