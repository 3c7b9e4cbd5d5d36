// The paper clip: documents and photos from one's own disk.

import { el } from "./dom.js";
import { named } from "./words.js";

/** The button and what it opens; `send` gets each file that was chosen. */
export function clip(send) {
  const chooser = el("input", { type: "file", multiple: true, hidden: true });
  const button = el("button", { type: "button", class: "round", ...named("clip") }, "📎");
  button.addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    for (const file of chooser.files) send(file);
    chooser.value = ""; // the same one may be chosen again
  });
  return [button, chooser];
}
