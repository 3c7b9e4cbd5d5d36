// The page's own words, in the browser's language until another is chosen. The conversation comes
// from the program, in the reader's language.

import { ar } from "./ar.js";
import { en } from "./en.js";
import { hi } from "./hi.js";
import { vi } from "./vi.js";

const WORDS = { vi, en, hi, ar };
const KEPT = "thidua.words";
/** Each language in itself, and short enough for a small screen. */
export const NAMES = {
  vi: ["Tiếng Việt", "VI"], en: ["English", "EN"], hi: ["हिन्दी", "हि"], ar: ["العربية", "ع"],
};

let chosen = [localStorage.getItem(KEPT), ...navigator.languages.map((tag) => tag.slice(0, 2)), "en"]
  .find((code) => code in WORDS);

export const language = () => chosen;

export function w(key, fields = {}) {
  return WORDS[chosen][key].replace(/\{(\w+)\}/g, (_, name) => fields[name]);
}

/** The attributes that name a thing which shows no words. */
export const named = (key) => ({ "data-w-label": key, "aria-label": w(key), title: w(key) });

/** Writes the words into every element below `root` that names some. */
export function write(root = document) {
  for (const element of root.querySelectorAll("[data-w]")) element.textContent = w(element.dataset.w);
  for (const element of root.querySelectorAll("[data-w-hint]")) element.placeholder = w(element.dataset.wHint);
  for (const element of root.querySelectorAll("[data-w-label]")) {
    element.title = w(element.dataset.wLabel);
    element.setAttribute("aria-label", element.title);
  }
}

/** The whole page in the chosen language, and in its direction. */
export function speak() {
  document.documentElement.lang = chosen;
  document.documentElement.dir = chosen === "ar" ? "rtl" : "ltr";
  write();
}

export function choose(code) {
  chosen = code;
  localStorage.setItem(KEPT, chosen);
  speak();
}
