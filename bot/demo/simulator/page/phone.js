// One person's phone: what was said, what may be tapped, what is being written.

import { answer, mark, own, reword, wording } from "./bubbles.js";
import { clip } from "./clip.js";
import { el } from "./dom.js";
import { Log } from "./log.js";
import { Menu, attachments, commands, withMessage } from "./menus.js";
import { Composer, Invitation } from "./parts.js";
import { avatar, subtitle } from "./people.js";
import { ask, carry } from "./server.js";
import { now } from "./time.js";
import { Waiting } from "./waiting.js";
import { w, write } from "./words.js";

/** A second tap on the same message this soon is the same tap of an unsteady finger. */
const REST = 700;

export class Phone {
  /** `page` has born, menu, close(phone), changed(phone). */
  constructor(person, page) {
    this.person = person;
    this.page = page;
    this.path = `/api/chats/${encodeURIComponent(person.code)}`;
    this.unread = 0;
    this.answers = 0;
    this.standing = { joined: true, language: null };
    this.build();
    this.waiting = new Waiting(page.born, person.code, {
      sending: (item) => this.progress(item, "sending"),
      waiting: (item) => this.progress(item, "waiting"),
      refused: (item, why) => this.progress(item, "refused", why),
      delivered: (item, told) => this.delivered(item, told),
    });
    this.ready = Promise.resolve();
    this.load();
  }

  build() {
    const { person } = this;
    const say = (written) => this.say(written);
    this.log = new Log();
    this.invitation = new Invitation(person, this.path, say);
    this.menu = new Menu();
    const entries = () => this.page.menu[this.standing.language ?? "vi"] ?? [];
    this.composer = new Composer(say, commands(this.menu, entries, say),
      attachments(this.menu, () => this.composer, say), ...clip((file) => this.attach(file)));
    this.about = el("div", { class: "about" });
    const close = el("button", { type: "button", class: "round", "data-w-label": "close_phone" }, "✕");
    close.addEventListener("click", () => this.page.close(this));
    this.element = el("section", { class: "phone", "data-chat": person.code, "data-role": person.role },
      el("header", { class: "head" }, avatar(person), this.about, close),
      this.log.element, this.invitation.element, this.menu.element, this.composer.element);
    this.rewrite();
  }

  /** Writes the page's own words anew (its language has changed). */
  rewrite() {
    const name = el("strong", { dir: "auto" }, this.person.name || w("stranger"));
    this.about.replaceChildren(name, el("small", {}, subtitle(this.person)));
    this.element.setAttribute("aria-label", w("talk", { name: name.textContent }));
    this.invitation.show(!this.standing.joined && this.person.role !== "stranger");
    this.log.rewrite();
    write(this.element);
  }

  /** One thing after the other: what happens while the history is read comes after it. */
  then(act) {
    this.ready = this.ready.then(act).catch((error) => console.warn(error.message));
  }

  /** Shows what is not shown yet: at first everything, after a broken line what was missed. */
  load() {
    this.then(async () => {
      const told = await ask(this.path);
      for (const message of told.messages) this.show(message);
      for (const item of this.waiting.items) this.draw(item);
      this.stand(told);
      this.waiting.nudge();
    });
  }

  happened(message) {
    this.then(() => {
      if (this.log.get(message.key)) return this.arrived(message);
      this.show(message)?.classList.add("fresh");
      if (message.from === "bot") this.heard();
    });
  }

  show(message) {
    if (message.kind === "tap") return this.tapped(message.tapped);
    if (message.kind === "edit") return this.reworded(message);
    if (this.log.get(message.key)) return this.arrived(message);
    const mine = message.from === "me";
    const element = mine ? this.own(message) : answer(message, this.acts());
    this.log.place(element, message.key, new Date(message.at), mine);
    return element;
  }

  acts() {
    return {
      tap: (button) => this.tap(button),
      share: (button) => this.share(button),
      more: (element, event) => this.menu.toggle(event, withMessage(element, this.composer)),
    };
  }

  own(message, status) {
    const found = message.quotes && this.log.quoted(message.quotes);
    return own(message, { ...this.acts(), quoted: found ? wording(found) : "", status });
  }

  /** An edit, as platforms show it: the old message says something else from now on. */
  reworded(message) {
    const element = this.log.get(`in-${message.edits}`);
    if (element) reword(element, message.text);
  }

  arrived(message) {
    if (message.kind === "contact") this.log.replace(message.key, this.own(message));
    else if (message.from === "me") mark(this.log.get(message.key), "delivered");
  }

  heard() {
    this.answers += 1;
    this.unread += 1;
    this.log.typing(false);
    this.page.changed(this);
  }

  item(written) {
    const body = { id: crypto.randomUUID(), language: navigator.language, ...written };
    return { body, order: Date.now(), at: now().toISOString(), answers: this.answers };
  }

  /** A file: its bytes go first, then the message about it, as any other. */
  async attach(file) {
    const about = { ref: crypto.randomUUID(), name: file.name, media: file.type, size: file.size };
    const kind = file.type.startsWith("image/") ? "photo" : "file";
    const written = { kind, text: this.composer.taken(), file: about };
    try {
      await carry(`/api/files/${about.ref}`, file);
      this.say(written);
    } catch (error) {
      const item = this.item(written);
      this.draw(item);
      this.progress(item, "refused", error.message);
    }
  }

  /** Sends what was written or tapped, now or as soon as it can be sent. */
  say(written) {
    const item = this.item(written);
    this.log.typing(false);
    this.draw(item);
    this.waiting.add(item);
  }

  draw(item) {
    const { id, kind, text, tapped, refers_to: quotes, file } = item.body;
    const name = file?.name;
    if (kind === "tap") return this.log.button(tapped)?.classList.add("busy");
    if (kind === "edit") return this.reworded(item.body);
    if (this.log.get(`in-${id}`)) return;
    const element = this.own({ kind, text: text ?? "", name, key: `in-${id}`, at: item.at, quotes }, "waiting");
    this.log.place(element, `in-${id}`, new Date(item.at), true);
    this.log.last(element);
  }

  progress(item, status, why) {
    const element = this.log.get(`in-${item.body.edits ?? item.body.id}`);
    if (element && status === "sending") element.dataset.status = status;
    else if (element) mark(element, status, why);
    else this.log.button(item.body.tapped)?.classList.toggle("busy", status !== "refused");
  }

  delivered(item, told) {
    if (item.body.kind === "tap") this.tapped(item.body.tapped);
    else if (item.body.kind === "edit") this.progress(item, "delivered");
    else this.arrived(told.message);
    this.stand(told);
    if (item.answers === this.answers) this.log.typing(true);
  }

  tap(button) {
    this.once(button, () => this.say({ kind: "tap", tapped: button.dataset.choice }));
  }

  share(button) {
    this.once(button, () => this.say({ kind: "contact" }));
  }

  /** Does it, unless something on the same message was tapped just before or is on its way. */
  once(button, act) {
    const message = button.closest(".message");
    const at = performance.now();
    if (message.querySelector(".busy") || at - (message.tapped ?? -REST) < REST) return;
    message.tapped = at;
    act();
  }

  tapped(which) {
    const button = this.log.button(which);
    button?.classList.remove("busy");
    button?.classList.add("tapped");
  }

  stand(told) {
    this.standing = { joined: told.joined, language: told.language };
    this.person.joined = told.joined;
    this.invitation.show(!told.joined && this.person.role !== "stranger");
    this.log.bottom();
  }
}
