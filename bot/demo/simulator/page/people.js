// Whose phone to open: the roster by role, heads by commune, with a search.

import { el, folded } from "./dom.js";
import { w, write } from "./words.js";

const ROLES = ["head", "officer", "office", "council", "secretary", "member", "admin"];

export const stranger = (number) => ({
  code: `stranger-${number}`, name: "", role: "stranger", unit: "", unit_code: "", commune: null,
  joined: false,
});

/** The first letter of the given name, which in Viet Nam comes last. */
export function avatar(person) {
  const words = person.name.replace(/\(.*?\)/g, "").trim().split(/\s+/);
  const letter = person.name ? words.at(-1).slice(0, 1).toUpperCase() : "?";
  return el("span", { class: "avatar", "data-role": person.role, "aria-hidden": "true" }, letter);
}

export function subtitle(person) {
  if (person.role === "stranger") return w("stranger_note");
  return [w(person.role), person.unit, person.commune].filter(Boolean).join(" · ");
}

export class Picker {
  /** `page` has people, phones (a map by code), open(person). */
  constructor(page) {
    this.page = page;
    this.dialog = document.getElementById("picker");
    this.search = document.getElementById("search");
    this.list = document.getElementById("people");
    this.role = "all";
    this.search.addEventListener("input", () => this.fill());
    const add = document.getElementById("add"); // not to be pressed before there is anybody
    add.addEventListener("click", () => this.show());
    add.disabled = false;
  }

  show() {
    this.search.value = "";
    this.filters();
    this.fill();
    write(this.dialog);
    this.dialog.showModal();
  }

  filters() {
    const present = ROLES.filter((role) => this.page.people.some((person) => person.role === role));
    const chips = ["all", ...present].map((role) => {
      const chip = el("button", { type: "button", class: "chip", "aria-pressed": String(role === this.role) }, w(role));
      chip.addEventListener("click", () => {
        this.role = role;
        this.filters();
        this.fill();
      });
      return chip;
    });
    document.getElementById("filters").replaceChildren(...chips);
  }

  fill() {
    const wanted = folded(this.search.value.trim()).split(/\s+/);
    const fits = (person) => {
      const words = folded(`${person.name} ${person.unit} ${person.unit_code} ${person.commune ?? ""} ${person.code}`);
      return wanted.every((word) => words.includes(word));
    };
    const sections = new Map();
    for (const person of this.page.people) {
      if (!fits(person) || (this.role !== "all" && person.role !== this.role)) continue;
      const title = person.role === "head" ? `${w("head")} · ${person.commune}` : w(person.role);
      const key = ROLES.indexOf(person.role) + title;
      if (!sections.has(key)) sections.set(key, el("section", {}, el("h3", {}, title)));
      sections.get(key).append(this.entry(person));
    }
    const ordered = [...sections].sort(([a], [b]) => a[0] - b[0]).map(([, section]) => section);
    const unknown = this.role === "all" && fits({ ...stranger(1), name: w("stranger") });
    if (unknown) ordered.push(el("section", {}, el("h3", {}, w("stranger")), this.entry(this.next())));
    this.list.replaceChildren(...ordered);
    if (!ordered.length) this.list.append(el("p", { class: "note" }, w("nobody")));
  }

  next() {
    let number = 1;
    while (this.page.phones.has(`stranger-${number}`)) number += 1;
    return stranger(number);
  }

  entry(person) {
    const about = person.role === "head" ? person.unit : subtitle(person);
    const open = this.page.phones.has(person.code);
    const state = open ? w("open") : person.joined ? w("joined") : "";
    const button = el("button", { type: "button", class: "person", "data-code": person.code },
      avatar(person),
      el("span", { class: "about" },
        el("strong", { dir: "auto" }, person.name || w("stranger")), el("small", {}, about)),
      state ? el("em", {}, state) : null);
    button.addEventListener("click", () => {
      this.dialog.close();
      this.page.open(person, true);
    });
    return button;
  }
}
