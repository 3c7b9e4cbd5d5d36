// The part of a phone that scrolls: messages by their keys, days, "new messages".

import { el } from "./dom.js";
import { day, dayKey } from "./time.js";
import { w } from "./words.js";

const NEAR = 140;

export class Log {
  constructor() {
    this.shown = new Map();
    this.list = el("div", { class: "log", role: "log", "aria-live": "polite", tabindex: "0" });
    this.newer = el("button", { type: "button", class: "newer", hidden: true, "data-w": "newer" });
    this.newer.addEventListener("click", () => this.bottom());
    this.list.addEventListener("scroll", () => {
      this.atEnd = this.isNear();
      if (this.atEnd) this.newer.hidden = true;
    });
    this.list.addEventListener("keydown", (event) => this.move(event));
    this.list.addEventListener("focusin", ({ target }) => target !== this.list && this.stop(target));
    this.atEnd = true;
    new ResizeObserver(() => this.atEnd && this.bottom()).observe(this.list);
    this.element = el("div", { class: "screen" }, this.list, this.newer);
  }

  /** The message of this number, whoever wrote it. */
  quoted(number) {
    return this.get(`out-${number}`) ?? this.get(`in-${number}`);
  }

  get(key) {
    return this.shown.get(key);
  }

  /** Puts a message at the end, but before what has not been sent yet. */
  place(element, key, at, mine) {
    const follow = mine || this.isNear();
    const before = this.list.querySelector('.message[data-status="waiting"], .typing');
    if (dayKey(at) !== this.day) {
      const mark = el("div", { class: "day", "data-at": at.toISOString() }, el("span", {}, day(at)));
      this.list.insertBefore(mark, before);
    }
    this.day = dayKey(at);
    this.list.insertBefore(element, before);
    this.shown.set(key, element);
    this.stop();
    if (follow) this.bottom();
    else this.newer.hidden = false;
  }

  /** One stop for the Tab key: a button of the newest message, or where one has gone by arrows. */
  stop(button = this.newest()) {
    for (const one of this.list.querySelectorAll('[tabindex="0"]')) one.tabIndex = -1;
    if (button) button.tabIndex = 0;
  }

  newest() {
    const message = [...this.list.querySelectorAll(".message.bot")].at(-1);
    return message?.querySelector(".choice") ?? message?.querySelector(".more");
  }

  /** The arrows go from button to button, up into the old messages too. */
  move(event) {
    const buttons = [...this.list.querySelectorAll("button")];
    const here = buttons.indexOf(event.target);
    const to = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (here < 0 || !buttons[to]) return;
    event.preventDefault();
    buttons[to].focus();
  }

  /** Puts what was just written at the very end. */
  last(element) {
    this.list.append(element);
    this.bottom();
  }

  replace(key, element) {
    this.shown.get(key)?.replaceWith(element);
    this.shown.set(key, element);
  }

  button(tapped) {
    return this.list.querySelector(`[data-choice="${CSS.escape(tapped ?? "")}"]`);
  }

  /** Three dots while an answer is on its way. */
  typing(on) {
    clearTimeout(this.timer);
    this.list.querySelector(".typing")?.remove();
    if (!on) return;
    const dots = el("div", { class: "typing", role: "img", "aria-label": w("typing") },
      el("i"), el("i"), el("i"));
    this.last(dots);
    this.timer = setTimeout(() => this.typing(false), 4000);
  }

  rewrite() {
    for (const mark of this.list.querySelectorAll(".day")) {
      mark.firstChild.textContent = day(new Date(mark.dataset.at));
    }
  }

  isNear() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR;
  }

  bottom() {
    this.list.scrollTop = this.list.scrollHeight;
    this.atEnd = true;
    this.newer.hidden = true;
  }
}
