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
    this.note = el("p", { dir: "auto" });
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

/** The commands with a line about each, as a messenger's menu button shows them. */
export class Commands {
  constructor(entries, say) {
    this.entries = entries;
    this.say = say;
    this.list = el("div", { class: "menu", hidden: true });
    this.button = el("button", { type: "button", class: "round", "data-w-label": "commands" }, "☰");
    this.button.addEventListener("click", (event) => this.toggle(event));
  }

  toggle(event) {
    const hidden = this.list.hidden;
    document.dispatchEvent(new CustomEvent("menus-close"));
    event.stopPropagation();
    this.list.replaceChildren(...this.entries().map(([name, about]) => this.entry(name, about)));
    this.list.hidden = !hidden || !this.list.childElementCount;
    document.addEventListener("click", () => this.close(), { once: true });
    document.addEventListener("menus-close", () => this.close(), { once: true });
  }

  entry(name, about) {
    const entry = el("button", { type: "button", dir: "auto" },
      el("b", { dir: "ltr" }, `/${name}`), el("span", {}, about));
    entry.addEventListener("click", () => this.say({ kind: "text", text: `/${name}` }));
    return entry;
  }

  close() {
    this.list.hidden = true;
  }
}

/** The line to write in: Enter sends, Shift+Enter begins a new line. */
export class Composer {
  constructor(menuButton, say) {
    this.say = say;
    this.text = el("textarea", {
      rows: 1, maxlength: 4096, dir: "auto", autocomplete: "off", enterkeyhint: "send",
      "data-w-hint": "write", "data-w-label": "write",
    });
    const send = el("button", { class: "round send", "data-w-label": "send" }, "➤");
    this.element = el("form", { class: "composer" }, menuButton, this.text, send);
    this.element.addEventListener("submit", (event) => this.submit(event));
    this.text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.element.requestSubmit();
    });
  }

  submit(event) {
    event.preventDefault();
    const text = this.text.value.trim();
    this.text.value = "";
    this.text.focus({ preventScroll: true });
    if (text) this.say({ kind: "text", text });
  }
}
