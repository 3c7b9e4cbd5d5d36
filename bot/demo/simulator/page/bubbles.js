// One message, as it stands in a phone. No button here is a stop of the Tab key by itself: the log
// makes one of them the stop.

import { direction, el, formatted } from "./dom.js";
import { hour } from "./time.js";
import { named, w } from "./words.js";

/** A message of the program's: its text, and under it what may be tapped. */
export function answer(message, { tap, share, more }) {
  const at = new Date(message.at);
  const body = el("div", { class: "body", dir: direction(message.text) });
  body.append(el("div", { class: "bubble" }, message.file ? enclosed(message.file) : null,
    el("span", { class: "words" }, formatted(message.text)), stamp(at, more)));
  let index = 0;
  for (const labels of message.rows) {
    const row = el("div", { class: "choices" });
    for (const label of labels) row.append(choice(label, `${message.id}.${index++}`, tap));
    body.append(row);
  }
  if (message.ask_phone) {
    const button = el("button", { type: "button", class: "choice share", tabindex: "-1" });
    button.addEventListener("click", () => share(button));
    button.append(el("span", { "aria-hidden": "true" }, "📱 "), message.ask_phone);
    body.append(el("div", { class: "choices" }, button));
  }
  return el("div", { class: "message bot", "data-key": message.key }, body);
}

const FILES = new Set(["workbook", "paper"]);

/** What goes with a message: a picture as it is, whose words stand below; another file to be saved. */
function enclosed({ kind, digest }) {
  const at = `/api/files/${digest}`;
  if (FILES.has(kind)) {
    return el("a", { class: "file", href: at, download: "", "data-w": "file", tabindex: "-1" }, w("file"));
  }
  const shown = el("img", { class: "picture", src: at, alt: "", width: "1080", height: "1350" });
  shown.addEventListener("error", () => shown.remove()); // not kept any more: the words are
  return shown;
}

function choice(label, tapped, tap) {
  const button = el("button", { type: "button", class: "choice", "data-choice": tapped, tabindex: "-1" }, label);
  button.addEventListener("click", () => tap(button));
  return button;
}

/** A message of the phone's owner; `quoted` is what it answers, `status` how far it has come. */
export function own(message, { more, quoted = "", status = "delivered" }) {
  const bubble = el("div", { class: "bubble" }, quoted ? el("q", {}, quoted) : null,
    content(message), stamp(new Date(message.at), more));
  const body = el("div", { class: "body", dir: direction(message.text) }, bubble);
  const element = el("div", { class: "message me", "data-key": message.key, "data-kind": message.kind }, body);
  bubble.querySelector(".stamp").append(el("span", { class: "status" }));
  mark(element, status);
  return element;
}

const SIGNS_OF = { voice: "🎤", photo: "🖼", file: "📎" };

function content({ kind, text, name }) {
  const words = el("span", { class: "words" }, kind === "contact" ? `📱 ${text}` : text);
  if (!SIGNS_OF[kind]) return words;
  const called = name ? el("span", { dir: "auto" }, name) : el("span", { "data-w": kind }, w(kind));
  const sign = el("span", { class: "media" }, `${SIGNS_OF[kind]} `, called);
  return el("span", {}, sign, words);
}

/** The words of a message, as they are quoted or edited. */
export const wording = (element) => element.querySelector(".words").textContent;

/** Another wording of the owner's message. */
export function reword(element, text) {
  element.querySelector(".words").textContent = text;
  const sign = element.querySelector(".stamp");
  if (!sign.querySelector(".edited")) sign.prepend(el("span", { class: "edited", "data-w": "edited" }, w("edited")));
}

const SIGNS = { waiting: "🕓", delivered: "✓", refused: "⚠" };

/** Says how far a message of the owner's has come. */
export function mark(element, status, why = "") {
  const sign = element.querySelector(".status");
  element.dataset.status = status;
  sign.textContent = SIGNS[status];
  sign.title = [w(status), why].filter(Boolean).join(": ");
  sign.setAttribute("aria-label", sign.title);
  sign.setAttribute("role", "img");
}

/** When it was; beside it what can be done with the message. */
function stamp(at, more) {
  const button = el("button", { type: "button", class: "more", tabindex: "-1", ...named("more") }, "⋮");
  button.addEventListener("click", (event) => more(button.closest(".message"), event));
  const time = el("time", { datetime: at.toISOString(), dir: "ltr" }, hour(at));
  return el("span", { class: "stamp" }, time, button);
}
