// The season: moments to move to, the others who report, beginning again.

import { el } from "./dom.js";
import { tell } from "./server.js";
import { coming, moment, move } from "./time.js";
import { w } from "./words.js";

const LAST = "dossier";

export class Season {
  /** `held` tells whose phones are open: they are the visitor's own. */
  constructor(held) {
    this.held = held;
    this.dialog = document.getElementById("clock");
    this.list = document.getElementById("coming");
    this.said = [...document.querySelectorAll("[data-said]")];
    this.others = [...document.querySelectorAll("[data-others]")];
    this.end = document.getElementById("to-end");
    for (const button of this.others) button.addEventListener("click", () => this.busy(() => this.report()));
    this.end.addEventListener("click", () => this.busy(() => this.toTheEnd()));
    document.getElementById("time").addEventListener("click", () => this.draw());
    this.again();
    this.begin();
  }

  /** Until now nothing could be asked for: a tap would have been lost. */
  begin() {
    this.draw();
    for (const button of [...this.others, this.end, document.getElementById("begin-again")]) {
      button.disabled = false;
    }
  }

  /** The next of each kind, as the movement's calendar has them. */
  draw() {
    const buttons = coming().map(({ kind, at }) => {
      const button = el("button", { type: "button", class: "chip event", "data-event": kind },
        el("span", {}, w(kind)), el("small", { dir: "auto" }, moment(at)));
      button.addEventListener("click", () => this.busy(async () => {
        if (await move({ to: at })) this.dialog.close();
      }));
      return button;
    });
    this.list.replaceChildren(...buttons);
    this.end.hidden = !this.next(LAST);
  }

  next(kind) {
    return coming().find((event) => event.kind === kind);
  }

  /** Everybody whose phone is not open reports what is open now; false if it failed. */
  async report() {
    this.say(w("others_at", { done: 0, of: "…" }));
    try {
      await tell("/api/others", { held: this.held() }, 120000);
      return true;
    } catch {
      this.say(w("others_failed"));
      return false;
    }
  }

  /** From due day to due day, and on to the day by which the dossiers go out. */
  async toTheEnd() {
    const { at: last } = this.next(LAST);
    for (;;) {
      if (!(await this.report())) return;
      const due = this.next("due");
      const to = due && due.at < last ? due.at : last;
      if (!(await move({ to }))) return;
      if (to === last) break;
    }
    await this.report();
    this.dialog.close();
  }

  /** Every page is told, in order; whoever asked for it waits for the answer besides. */
  progress({ done, of, reports, acts }) {
    if (reports === undefined) this.say(w("others_at", { done, of }));
    else if (reports) this.say(w("others_done", { n: reports }));
    else this.say(w(acts ? "others_acted" : "others_none"));
  }

  say(words) {
    for (const place of this.said) place.textContent = words;
    clearTimeout(this.timer);
    if (words) this.timer = setTimeout(() => this.say(""), 8000);
  }

  /** One thing at a time: what else moves the season waits meanwhile. */
  async busy(act) {
    const buttons = [...this.others, ...this.list.children, this.end];
    for (const button of buttons) button.disabled = true;
    await act();
    for (const button of buttons) button.disabled = false;
  }

  again() {
    const dialog = document.getElementById("again");
    const problem = document.getElementById("again-problem");
    document.getElementById("begin-again").addEventListener("click", () => {
      problem.hidden = true;
      dialog.showModal();
    });
    document.getElementById("again-yes").addEventListener("click", async () => {
      problem.hidden = true;
      await tell("/api/again").catch(() => {
        problem.textContent = w("again_failed");
        problem.hidden = false;
      });
    });
  }
}

/** The demo has begun anew: nothing that was kept for the old one is wanted any more. */
export function forget(born) {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(`thidua.${born}.`)) localStorage.removeItem(name);
  }
  location.reload();
}
