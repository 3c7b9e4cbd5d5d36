// The demo's time: told by the program, running on by itself, shown as people in Viet Nam read it.

import { language, w } from "./words.js";
import { Refused, tell } from "./server.js";

const LOCALES = { vi: "vi-VN", en: "en-GB", hi: "hi-IN-u-nu-latn", ar: "ar-EG-u-nu-latn" };
let base = Date.now();
let latest = -Infinity;
let since = performance.now();
let zone = "Asia/Ho_Chi_Minh";
let events = [];

/** Takes what the program says of its time. An answer that was overtaken on its way is not news. */
export function told(time) {
  const moment = Date.parse(time.now);
  if (moment < latest) return;
  base = latest = moment;
  since = performance.now();
  zone = time.zone;
  events = time.coming;
  tick();
}

export const now = () => new Date(base + performance.now() - since);

const written = (moment, parts) =>
  new Intl.DateTimeFormat(LOCALES[language()], { timeZone: zone, ...parts }).format(moment);

export const hour = (moment) => written(moment, { hour: "2-digit", minute: "2-digit", hour12: false });
export const day = (moment) =>
  written(moment, { weekday: "short", day: "2-digit", month: "2-digit", year: "numeric" });

/** What comes next: kinds of event and their local moments. */
export const coming = () => events;

/** A local moment (2026-12-05T08:00), as people read it. */
export const moment = (at) =>
  new Intl.DateTimeFormat(LOCALES[language()], {
    timeZone: "UTC", weekday: "short", day: "2-digit", month: "2-digit", year: "numeric",
    hour: "2-digit", minute: "2-digit", hour12: false,
  }).format(new Date(`${at}Z`));

/** YYYY-MM-DDTHH:MM in the demo's zone, as a date field has it. */
function local(moment) {
  const format = { timeZone: zone, dateStyle: "short", timeStyle: "short" };
  return new Intl.DateTimeFormat("sv-SE", format).format(moment).replace(" ", "T");
}

/** The local day, to tell one from the next. */
export const dayKey = (moment) => local(moment).slice(0, 10);

function tick() {
  const button = document.getElementById("time");
  button.querySelector(".time-day").textContent = day(now());
  button.querySelector(".time-hour").textContent = hour(now());
  button.dataset.at = local(now());
}

/** Asks for another time; true when it was set. What is open stays open: its owner closes it. */
export async function move(wanted) {
  const problem = document.getElementById("clock-problem");
  problem.hidden = true;
  try {
    told(await tell("/api/clock", wanted));
    return true;
  } catch (error) {
    problem.textContent = w(error instanceof Refused && error.status === 409 ? "forward" : "clock_failed");
    problem.hidden = false;
    if (!document.getElementById("clock").open) document.getElementById("clock").showModal();
    return false;
  }
}

/** Makes the clock's buttons work. */
export function start() {
  setInterval(tick, 1000);
  const field = document.getElementById("clock-at");
  for (const button of document.querySelectorAll("[data-by]")) {
    button.addEventListener("click", async () => {
      button.disabled = true;
      await move({ by: Number(button.dataset.by) });
      button.disabled = false;
    });
  }
  document.getElementById("time").addEventListener("click", () => {
    field.value = local(now());
    document.getElementById("clock-problem").hidden = true;
    document.getElementById("clock").showModal();
  });
  document.getElementById("clock-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await move({ to: field.value })) document.getElementById("clock").close();
  });
}

export { tick as rewrite };
