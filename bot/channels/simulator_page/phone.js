// One person's phone: what was said, what may be tapped, what is being typed.

import { answer, dayMark, mark, own } from "./bubbles.js";
import { avatar, subtitle } from "./people.js";
import { el } from "./dom.js";
import { ask, tell } from "./server.js";
import { day, now } from "./time.js";
import { Waiting } from "./waiting.js";
import { w, write } from "./words.js";

/** A second tap this soon is the same tap of an unsteady finger. */
const REST = 700;

export class Phone {
  /** `page` has born, menu, close(phone), changed(phone). */
  constructor(person, page) {
    this.person = person;
    this.page = page;
    this.path = `/api/chats/${encodeURIComponent(person.code)}`;
    this.shown = new Map();
    this.unread = 0;
    this.standing = { joined: person.joined, language: null };
    this.build();
    this.waiting = new Waiting(page.born, person.code, {
      sending: (item) => this.progress(item, "sending"),
      waiting: (item) => this.progress(item, "waiting"),
      delivered: (item, given) => this.delivered(item, given),
      refused: (item, why) => this.progress(item, "refused", why),
    });
    this.ready = this.load();
  }

  build() {
    const { person } = this;
    this.log = el("div", { class: "log", role: "log", "aria-live": "polite" });
    this.card = el("div", { class: "card", hidden: true });
    this.newer = el("button", { type: "button", class: "newer", hidden: true, "data-w": "newer" });
    this.newer.addEventListener("click", () => this.bottom());
    this.text = el("textarea", {
      rows: 1, maxlength: 4096, dir: "auto", "data-w-hint": "write", "data-w-label": "write",
      enterkeyhint: "send", autocomplete: "off",
    });
    this.menu = el("div", { class: "menu", hidden: true });
    this.menuButton = el("button", { type: "button", class: "round", "data-w-label": "commands" }, "☰");
    const send = el("button", { class: "round send", "data-w-label": "send" }, "➤");
    const composer = el("form", { class: "composer" }, this.menuButton, this.text, send);
    const close = el("button", { type: "button", class: "round", "data-w-label": "close_phone" }, "✕");
    this.about = el("div", { class: "about" });
    const head = el("header", { class: "head" }, avatar(person), this.about, close);
    this.element = el("section", { class: "phone", "data-chat": person.code, "data-role": person.role },
      head, this.log, this.newer, this.card, this.menu, composer);
    close.addEventListener("click", () => this.page.close(this));
    composer.addEventListener("submit", (event) => this.submit(event));
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.log.addEventListener("scroll", () => this.scrolled());
    this.menuButton.addEventListener("click", (event) => this.openMenu(event));
    document.addEventListener("click", () => (this.menu.hidden = true));
    this.rewrite();
  }

  /** Writes the page's own words anew (its language has changed). */
  rewrite() {
    const name = el("strong", { dir: "auto" }, this.person.name || w("stranger"));
    this.about.replaceChildren(name, el("small", {}, subtitle(this.person)));
    this.element.setAttribute("aria-label", w("talk", { name: name.textContent }));
    this.invite();
    write(this.element);
  }

  /** Shows what is not shown yet: at first everything, after a broken line what was missed. */
  async load() {
    const told = await ask(this.path);
    for (const message of told.messages) this.show(message, true);
    if (!this.restored) for (const item of this.waiting.items) this.draw(item);
    this.restored = true;
    this.stand(told);
    this.bottom();
    this.waiting.nudge();
  }

  show(message, old = false) {
    if (message.kind === "tap") return this.tapped(message.tapped);
    if (this.shown.has(message.key)) return this.arrived(message.key);
    const mine = message.from === "me";
    const element = mine ? own(message) : answer(message, {
      tap: (button) => this.tap(button),
      share: () => this.once(() => this.say({ kind: "contact" })),
    });
    this.place(element, message);
    if (!mine && !old) this.news();
  }

  place(element, message) {
    const near = this.isNear();
    const before = this.log.querySelector('.message[data-status="waiting"], .typing');
    const date = day(new Date(message.at));
    if (date !== this.date) this.log.insertBefore(dayMark(new Date(message.at)), before);
    this.date = date;
    this.log.insertBefore(element, before);
    this.shown.set(message.key, element);
    this.card.classList.toggle("slim", true);
    if (near || message.from === "me") this.bottom();
    else this.newer.hidden = false;
  }

  arrived(key) {
    const element = this.shown.get(key);
    if (element.classList.contains("me")) mark(element, "delivered");
  }

  news() {
    this.typing(false);
    this.unread += 1;
    this.page.changed(this);
  }

  submit(event) {
    event.preventDefault();
    const text = this.text.value.trim();
    if (!text) return;
    this.text.value = "";
    this.say({ kind: "text", text });
    this.text.focus();
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.text.form.requestSubmit();
  }

  /** Sends what was written or tapped, now or as soon as it can be sent. */
  say(written) {
    const body = { id: crypto.randomUUID(), language: navigator.language, ...written };
    const item = { body, order: Date.now(), at: now().toISOString() };
    this.draw(item);
    this.waiting.add(item);
  }

  draw(item) {
    const { id, kind, text, tapped } = item.body;
    if (kind === "tap") return this.button(tapped)?.classList.add("busy");
    const element = own({ key: `in-${id}`, kind, text: text ?? "", at: item.at }, "waiting");
    this.place(element, { key: `in-${id}`, from: "me", at: item.at });
    this.log.append(element);
  }

  progress(item, status, why) {
    const element = this.shown.get(`in-${item.body.id}`);
    if (!element) return this.button(item.body.tapped)?.classList.toggle("busy", status !== "refused");
    if (status === "sending") element.dataset.status = "sending";
    else mark(element, status, why);
  }

  delivered(item, told) {
    const element = this.shown.get(`in-${item.body.id}`);
    if (element) mark(element, "delivered");
    if (item.body.kind === "contact" && element) element.replaceWith(own(told.message));
    if (item.body.kind === "tap") this.tapped(item.body.tapped);
    this.stand(told);
    if (element?.matches(":last-child") ?? item.body.kind === "tap") this.typing(true);
  }

  tap(button) {
    this.once(() => {
      button.classList.add("busy");
      this.say({ kind: "tap", tapped: button.dataset.choice });
    });
  }

  /** Does it, unless something was tapped just before. */
  once(act) {
    if (performance.now() - (this.last ?? -REST) < REST) return;
    this.last = performance.now();
    act();
  }

  button(tapped) {
    return this.log.querySelector(`[data-choice="${CSS.escape(tapped ?? "")}"]`);
  }

  tapped(which) {
    const button = this.button(which);
    button?.classList.remove("busy");
    button?.classList.add("tapped");
  }

  stand(told) {
    this.standing = { joined: told.joined, language: told.language };
    this.person.joined = told.joined;
    this.invite();
  }

  /** The invitation, for somebody on the roster who has not joined. */
  invite() {
    this.card.hidden = this.standing.joined || this.person.role === "stranger";
    if (this.card.hidden) return;
    const open = el("button", { type: "button", class: "chip strong" }, w("open_invitation"));
    open.addEventListener("click", () => this.accept(open));
    this.card.replaceChildren(
      el("strong", {}, w("invitation")),
      el("p", {}, w("invitation_note", { name: this.person.name })), open);
  }

  async accept(button) {
    button.disabled = true;
    try {
      const { code } = await tell(`${this.path}/invitation`);
      this.say({ kind: "text", text: `/start ${code}` });
    } finally {
      setTimeout(() => (button.disabled = false), REST);
    }
  }

  openMenu(event) {
    event.stopPropagation();
    const commands = this.page.menu[this.standing.language ?? "vi"] ?? [];
    const entries = commands.map(([name, about]) => {
      const entry = el("button", { type: "button" }, el("b", {}, `/${name}`), el("span", { dir: "auto" }, about));
      entry.addEventListener("click", () => this.once(() => this.say({ kind: "text", text: `/${name}` })));
      return entry;
    });
    this.menu.replaceChildren(...entries);
    this.menu.hidden = !this.menu.hidden || !entries.length;
  }

  typing(on) {
    clearTimeout(this.typed);
    this.log.querySelector(".typing")?.remove();
    if (!on) return;
    const dots = el("div", { class: "typing", role: "img", "aria-label": w("typing") },
      el("i"), el("i"), el("i"));
    this.log.append(dots);
    this.bottom();
    this.typed = setTimeout(() => this.typing(false), 4000);
  }

  isNear() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 120;
  }

  scrolled() {
    if (this.isNear()) this.newer.hidden = true;
  }

  bottom() {
    this.log.scrollTop = this.log.scrollHeight;
    this.newer.hidden = true;
  }
}
