// Elements are built, never parsed: no text can become markup.

/** An element with attributes and children (elements or text). */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const TAGS = /<(\/?)(b|i|code)>/g;
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function plain(text) {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,6}));/gi, (whole, ten, hex, name) => {
    if (name) return ENTITIES[name] ?? whole;
    const point = ten ? Number(ten) : parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/**
 * The elements of a reply's text. b, i and code are the only tags it may have; whatever else
 * looks like a tag is shown as it is written.
 */
export function formatted(text) {
  const root = document.createDocumentFragment();
  const open = [root];
  let from = 0;
  for (const match of text.matchAll(TAGS)) {
    open.at(-1).append(plain(text.slice(from, match.index)));
    from = match.index + match[0].length;
    if (!match[1]) {
      const inner = document.createElement(match[2]);
      open.at(-1).append(inner);
      open.push(inner);
    } else if (open.length > 1 && open.at(-1).localName === match[2]) {
      open.pop();
    }
  }
  open.at(-1).append(plain(text.slice(from)));
  return root;
}

const FOREIGN = /\u2068[^\u2069]*\u2069/g;
const RIGHT = /[\u0590-\u08ff]/g;
const LETTER = /\p{L}/gu;

/**
 * The direction of the language that a text is in. Names and figures of another direction, which
 * the program sets apart, do not count: however many there are, and even if one stands first.
 */
export function direction(text) {
  const own = text.replace(FOREIGN, "");
  const count = (which) => (own.match(which) ?? []).length;
  return count(RIGHT) * 2 > count(LETTER) ? "rtl" : "ltr";
}

/** For searching: no capitals, no tone marks, đ as d. */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
}
