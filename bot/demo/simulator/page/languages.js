// The button that changes the language of the page's own words; each is named in itself.

import { el } from "./dom.js";
import { NAMES, choose, language, w } from "./words.js";

/** `changed` is called when another language was chosen. */
export function offer(changed) {
  const button = document.getElementById("language");
  const list = document.getElementById("languages");
  const draw = () => {
    const [name, short] = NAMES[language()];
    button.replaceChildren(el("span", { class: "wide" }, name), el("span", { class: "narrow" }, short));
    button.setAttribute("aria-label", `${w("language")}: ${name}`);
    button.title = w("language");
    for (const one of list.children) one.setAttribute("aria-pressed", String(one.lang === language()));
  };
  for (const [code, [name]] of Object.entries(NAMES)) {
    const one = el("button", { type: "button", lang: code, dir: "auto" }, name);
    one.addEventListener("click", () => {
      choose(code);
      draw();
      list.hidePopover();
      changed();
    });
    list.append(one);
  }
  draw();
}
