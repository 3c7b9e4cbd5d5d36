// The list at a phone's bottom: its commands, what can be sent, what can be done with a message.

import { wording } from "./bubbles.js";
import { el } from "./dom.js";
import { named, w } from "./words.js";

/** One list for all of them: opening one closes the other. */
export class Menu {
  constructor() {
    this.element = el("div", { class: "menu", hidden: true });
    document.addEventListener("click", () => this.close());
    document.addEventListener("menus-close", () => this.close());
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  /** `entries` are [what it is called, a line about it, what it does]; again on the same: closed. */
  toggle(event, entries) {
    const same = !this.element.hidden && this.by === event.currentTarget;
    document.dispatchEvent(new CustomEvent("menus-close"));
    event.stopPropagation();
    if (same) return;
    this.by = event.currentTarget;
    this.element.replaceChildren(...entries.map((entry) => this.entry(...entry)));
    this.element.hidden = !entries.length;
    if (event.detail === 0) this.element.querySelector("button")?.focus(); // by the keyboard
  }

  entry(name, about, act) {
    const entry = el("button", { type: "button", dir: "auto" },
      el("b", { dir: name.startsWith("/") ? "ltr" : "auto" }, name), about ? el("span", {}, about) : null);
    entry.addEventListener("click", act);
    return entry;
  }

  close() {
    if (this.element.contains(document.activeElement)) this.by?.focus();
    this.element.hidden = true;
  }
}

/** The commands with a line about each, as a messenger's menu button shows them. */
export function commands(menu, entries, say) {
  const button = el("button", { type: "button", class: "round", ...named("commands") }, "☰");
  button.addEventListener("click", (event) =>
    menu.toggle(event, entries().map(([name, about]) =>
      [`/${name}`, about, () => say({ kind: "text", text: `/${name}` })])));
  return button;
}

/** What is no text: stickers that say yes or no, a voice note, a photo with what is being written. */
export function attachments(menu, composer, say) {
  const button = el("button", { type: "button", class: "round", ...named("attach") }, "+");
  const sticker = (emoji) => [emoji, w("sticker", { emoji }), () => say({ kind: "sticker", text: emoji })];
  button.addEventListener("click", (event) => {
    const caption = composer().text.value.trim();
    const photo = () => say({ kind: "photo", text: composer().taken() });
    menu.toggle(event, [sticker("👍"), sticker("👎"),
      ["🎤", w("send_voice"), () => say({ kind: "voice" })],
      ["🖼", w(caption ? "send_caption" : "send_photo"), photo]]);
  });
  return button;
}

/** What can be done with a message: answer it with a quote, and edit one's own. */
export function withMessage(element, composer) {
  const number = element.dataset.key.replace(/^(in|out)-/, "");
  const words = wording(element);
  const reply = [w("reply"), "", () => composer.about({ refers_to: number }, words)];
  const edit = [w("edit"), "", () => composer.about({ edits: number }, words)];
  return ["text", "photo", "file"].includes(element.dataset.kind) ? [reply, edit] : [reply];
}
