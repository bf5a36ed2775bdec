// Words that the server made into HTML (core.text.markup), put on the page piece by piece: only what is on this list.
import "./browser-floor.js";

const TAGS = new Set(["P", "BR", "STRONG", "B", "UL", "OL", "LI", "BLOCKQUOTE", "CODE", "PRE", "A"]);
const ATTRIBUTES = { OL: ["start"], LI: ["value"], A: ["href", "rel"] };
const ADDRESS = /^(https?:\/\/|mailto:)/i;

export function fill(element, html) {
  element.replaceChildren(...copies(new DOMParser().parseFromString(html, "text/html").body));
}

function copies(parent) {
  return [...parent.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
    if (node.nodeType !== Node.ELEMENT_NODE || !TAGS.has(node.tagName)) return node.childNodes ? copies(node) : [];
    const copy = document.createElement(node.tagName);
    for (const name of ATTRIBUTES[node.tagName] ?? []) {
      const value = node.getAttribute(name);
      if (value !== null && (name !== "href" || ADDRESS.test(value))) copy.setAttribute(name, value);
    }
    copy.append(...copies(node));
    return [copy];
  });
}
