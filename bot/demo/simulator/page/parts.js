// What stands around a phone's messages: the invitation, the commands, the line to write in.

import { el } from "./dom.js";
import { Refused, tell } from "./server.js";
import { w } from "./words.js";

const PAUSE = 500;

/** The invitation of somebody on the roster; opening it writes the code as its link would. */
export class Invitation {
  constructor(person, path, say) {
    this.person = person;
    this.path = path;
    this.say = say;
    this.opening = false;
    this.title = el("strong");
    this.note = el("p");
    this.button = el("button", { type: "button", class: "chip strong" });
    this.button.addEventListener("click", () => this.open());
    this.element = el("div", { class: "card", hidden: true },
      el("span", { class: "letter", "aria-hidden": "true" }, "✉"), el("div", {}, this.title, this.note), this.button);
  }

  /** Nothing is built anew: a finger may be on the button. */
  show(wanted) {
    this.element.hidden = !wanted;
    this.button.disabled = this.opening;
    this.title.textContent = w("invitation");
    this.note.textContent = w("invitation_note", { name: this.person.name });
    this.button.textContent = w("open_invitation");
  }

  async open() {
    this.opening = this.button.disabled = true;
    try {
      const { code } = await tell(`${this.path}/invitation`);
      this.opening = false;
      this.say({ kind: "text", text: `/start ${code}` });
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500) setTimeout(() => this.open(), PAUSE);
      else this.opening = this.button.disabled = false;
    }
  }
}

/** The line to write in: Enter sends, Shift+Enter begins a new line. */
export class Composer {
  /** `buttons` stand before the line. */
  constructor(say, ...buttons) {
    this.say = say;
    this.text = el("textarea", {
      rows: 1, maxlength: 4096, dir: "auto", autocomplete: "off", enterkeyhint: "send",
      "data-w-hint": "write", "data-w-label": "write",
    });
    const send = el("button", { class: "round send", "data-w-label": "send" }, "➤");
    this.title = el("strong");
    this.other = el("span", { dir: "auto" });
    const leave = el("button", { type: "button", class: "round", "data-w-label": "cancel" }, "✕");
    leave.addEventListener("click", () => this.about(null));
    this.above = el("div", { class: "above", hidden: true }, this.title, this.other, leave);
    this.line = el("form", { class: "composer" }, ...buttons, this.text, send);
    this.line.addEventListener("submit", (event) => this.submit(event));
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.element = el("div", {}, this.above, this.line);
  }

  key(event) {
    if (event.key === "Escape") this.about(null);
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.line.requestSubmit();
  }

  /** What is written next is about another message: { edits } or { refers_to }, and its words. */
  about(what, words = "") {
    if (what?.edits || this.what?.edits) this.text.value = what?.edits ? words : "";
    this.what = what;
    this.above.hidden = !what;
    this.title.dataset.w = what?.edits ? "editing" : "replying";
    this.title.textContent = w(this.title.dataset.w);
    this.other.textContent = words;
    if (what) this.text.focus({ preventScroll: true });
  }

  /** The words that were being written; they are not there any more. */
  taken() {
    const text = this.text.value.trim();
    this.text.value = "";
    return text;
  }

  submit(event) {
    event.preventDefault();
    const text = this.taken();
    this.text.focus({ preventScroll: true });
    if (!text) return;
    const what = this.what;
    this.what = null;
    this.about(null);
    this.say({ kind: what?.edits ? "edit" : "text", text, ...what });
  }
}
