// One message, as it stands in a phone.

import { el, formatted } from "./dom.js";
import { hour } from "./time.js";
import { w } from "./words.js";

/** A message of the program's: its text, and under it what may be tapped. */
export function answer(message, { tap, share }) {
  const at = new Date(message.at);
  const body = el("div", { class: "body", dir: "auto" });
  body.append(el("div", { class: "bubble" }, formatted(message.text), stamp(at)));
  let index = 0;
  for (const labels of message.rows) {
    const row = el("div", { class: "choices" });
    for (const label of labels) row.append(choice(label, `${message.id}.${index++}`, tap));
    body.append(row);
  }
  if (message.ask_phone) {
    const button = el("button", { type: "button", class: "choice share" });
    button.addEventListener("click", () => share(button));
    button.append(el("span", { "aria-hidden": "true" }, "📱 "), message.ask_phone);
    body.append(el("div", { class: "choices" }, button));
  }
  return el("div", { class: "message bot", "data-key": message.key }, body);
}

function choice(label, tapped, tap) {
  const button = el("button", { type: "button", class: "choice", "data-choice": tapped }, label);
  button.addEventListener("click", () => tap(button));
  return button;
}

/** A message of the phone's owner; `status` is waiting, delivered or refused. */
export function own(message, status = "delivered") {
  const text = message.kind === "contact" ? `📱 ${message.text}` : message.text;
  const bubble = el("div", { class: "bubble" }, text || `[${message.kind}]`, stamp(new Date(message.at)));
  const body = el("div", { class: "body", dir: "auto" }, bubble);
  const element = el("div", { class: "message me", "data-key": message.key }, body);
  bubble.lastChild.append(el("span", { class: "status" }));
  mark(element, status);
  return element;
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

function stamp(at) {
  return el("span", { class: "stamp", dir: "ltr" }, el("time", { datetime: at.toISOString() }, hour(at)));
}
