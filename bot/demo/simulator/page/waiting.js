// What was written and has not arrived yet: kept by the browser, sent in order, again and again
// under the same id, so that it counts once however often it is sent.

import { Refused, tell } from "./server.js";

const LONGEST = 10000;

export class Waiting {
  /** `on` has sending(item), waiting(item), delivered(item, answer), refused(item, why). */
  constructor(born, chat, on) {
    this.prefix = `thidua.${born}.waiting.${chat}.`;
    this.path = `/api/chats/${encodeURIComponent(chat)}/messages`;
    this.on = on;
    this.pause = 500;
    this.running = false;
    this.items = this.kept();
  }

  kept() {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(this.prefix));
    const items = names.map((name) => JSON.parse(localStorage.getItem(name)));
    return items.sort((a, b) => a.order - b.order);
  }

  add(item) {
    localStorage.setItem(this.prefix + item.body.id, JSON.stringify(item));
    this.items.push(item);
    this.run();
  }

  /** Try at once: the connection is back. */
  nudge() {
    clearTimeout(this.timer);
    this.pause = 500;
    this.run();
  }

  async run() {
    if (this.running) return;
    this.running = true;
    while (this.items.length && (await this.sent(this.items[0]))) this.items.shift();
    this.running = false;
  }

  /** Whether the item is done with, one way or the other. */
  async sent(item) {
    this.on.sending(item);
    try {
      const answer = await tell(this.path, item.body);
      this.forget(item);
      this.on.delivered(item, answer);
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500) return this.later(item);
      this.forget(item);
      this.on.refused(item, error.message);
    }
    this.pause = 500;
    return true;
  }

  later(item) {
    this.on.waiting(item);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), this.pause);
    this.pause = Math.min(LONGEST, this.pause * 2);
    return false;
  }

  forget(item) {
    localStorage.removeItem(this.prefix + item.body.id);
  }
}
