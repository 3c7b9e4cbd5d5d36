// The page: who is on it, which phone is in front, what happens meanwhile.

import { el } from "./dom.js";
import { offer } from "./languages.js";
import { Picker, avatar, stranger } from "./people.js";
import { Phone } from "./phone.js";
import { Season, forget } from "./season.js";
import { ask, follow } from "./server.js";
import { rewrite, start, told } from "./time.js";
import { tour } from "./tour.js";
import { speak, w, write } from "./words.js";

/** Below this the phone is the whole screen, one at a time. */
const NARROW = matchMedia("(max-width: 719px)");

class Page {
  constructor(state) {
    this.born = state.born;
    this.menu = state.menu;
    this.people = state.people;
    this.phones = new Map();
    this.place = document.getElementById("phones");
    this.tabs = document.getElementById("tabs");
    this.kept = `thidua.${state.born}.open`;
    this.none = el("p", { class: "none", "data-w": "none_open" });
    this.place.append(this.none);
    new Picker(this);
    this.season = new Season(() => [...this.phones.keys()]);
  }

  /** The phones that were open last time; at first a head's and of those who follow the report. */
  restore() {
    const codes = JSON.parse(localStorage.getItem(this.kept)) ?? this.first();
    for (const code of codes) {
      const person = code.startsWith("stranger-")
        ? stranger(Number(code.slice(9)))
        : this.people.find((one) => one.code === code);
      if (person) this.open(person);
    }
    this.front(this.phones.keys().next().value);
  }

  first() {
    const head = this.people.find((person) => person.role === "head");
    const officer = this.people.find((one) => one.role === "officer" && one.unit === head?.commune);
    const council = this.people.find((one) => one.role === "council");
    return [head, officer, council].filter(Boolean).map((person) => person.code);
  }

  open(person, wanted = false) {
    if (!this.phones.has(person.code)) {
      const phone = new Phone(person, this);
      this.phones.set(person.code, phone);
      this.place.append(phone.element);
      this.keep();
    }
    if (!wanted) return;
    this.front(person.code);
    const { element, composer } = this.phones.get(person.code);
    element.scrollIntoView({ inline: "center", block: "nearest" });
    if (!NARROW.matches) composer.text.focus({ preventScroll: true });
  }

  close(phone) {
    phone.element.remove();
    this.phones.delete(phone.person.code);
    this.keep();
    this.front(this.phones.keys().next().value);
  }

  keep() {
    localStorage.setItem(this.kept, JSON.stringify([...this.phones.keys()]));
    this.none.hidden = this.phones.size > 0;
  }

  front(code) {
    this.current = code;
    for (const [key, phone] of this.phones) phone.element.classList.toggle("front", key === code);
    const phone = this.phones.get(code);
    if (phone) {
      phone.unread = 0;
      phone.log.bottom();
    }
    this.drawTabs();
  }

  /** Something came in on a phone: on a small screen its tab says so. */
  changed(phone) {
    if (!NARROW.matches || phone.person.code === this.current) phone.unread = 0;
    this.drawTabs();
  }

  drawTabs() {
    const tabs = [...this.phones.values()].map((phone) => {
      const { code, name } = phone.person;
      const tab = el("button", { class: "tab", "aria-pressed": String(code === this.current), "data-code": code },
        avatar(phone.person), el("span", { dir: "auto" }, name || w("stranger")));
      if (phone.unread) {
        tab.append(el("b", { title: w("messages", { n: phone.unread }) }, String(phone.unread)));
      }
      tab.addEventListener("click", () => this.front(code));
      return tab;
    });
    this.tabs.replaceChildren(...tabs);
    this.tabs.hidden = tabs.length < 2;
  }

  happened(event) {
    if (event.type === "clock") told(event);
    if (event.type === "others") this.season.progress(event);
    if (event.type === "again") forget(this.born);
    if (event.type === "message") this.phones.get(event.chat)?.happened(event.message);
  }

  rewrite() {
    rewrite();
    for (const phone of this.phones.values()) phone.rewrite();
    this.drawTabs();
  }
}

async function begin() {
  speak();
  start();
  const state = await ask("/api/state");
  told(state);
  const page = new Page(state);
  page.restore();
  tour(state.born);
  offer(() => page.rewrite());
  for (const button of document.querySelectorAll("[data-close]")) {
    button.addEventListener("click", () => button.closest("dialog").close());
  }
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }
  listen(page);
  write();
}

function listen(page) {
  const offline = document.getElementById("offline");
  follow({
    lost: () => (offline.hidden = false),
    happened: (event) => page.happened(event),
    opened: async () => {
      const state = await ask("/api/state").catch(() => null);
      if (!state) return;
      if (state.born !== page.born) return location.reload();
      offline.hidden = true;
      told(state);
      for (const phone of page.phones.values()) phone.load();
    },
  });
}

begin();
