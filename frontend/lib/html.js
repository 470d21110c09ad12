// The one place where markup becomes nodes, and the only file that may say innerHTML.
//
// The literal parts of a template are written by us and are parsed once; the values never pass
// through the parser: they become text nodes, attribute values, properties or listeners. A file
// called `<img onerror=…>` is therefore shown as these very characters.

/** @typedef {Node | string | number | boolean | null | undefined | Piece[]} Piece what may stand between tags */

/** @type {WeakMap<TemplateStringsArray, HTMLTemplateElement>} */
const parsed = new WeakMap();

/**
 * Builds nodes from a template: `html\`<button @click=${save}>${label}</button>\``.
 *
 * Between tags a value may be text, a node, or a list of them (null, undefined and false show
 * nothing). In a tag, `name=${v}` sets an attribute (none for null and undefined), `?name=${v}`
 * a boolean attribute, `.name=${v}` a property, `@name=${f}` a
 * listener. A value is the whole of its attribute: `class=${a}`, never `class="x ${a}"`.
 * @param {TemplateStringsArray} strings
 * @param {...any} values
 * @returns {any} the element where the template has one root, otherwise a DocumentFragment
 */
export function html(strings, ...values) {
  const fragment = document.importNode(template(strings).content, true);
  for (const node of nodesOf(fragment)) fill(node, values);
  return fragment.childNodes.length === 1 ? fragment.firstChild : fragment;
}

/**
 * Joins the literal parts with marks where the values go: a comment between tags, and inside one
 * `data-slot-0="src"` for `src=`, so that no picture is fetched before its address is there.
 * @param {readonly string[]} strings
 * @returns {string} markup in which only marks stand for values
 */
export function mark(strings) {
  return strings.reduce((markup, part, n) => {
    const inside = markup.lastIndexOf("<") > markup.lastIndexOf(">");
    if (!inside) return `${markup}<!--$${n - 1}$-->${part}`;
    return markup.replace(/(\S+)=$/, `data-slot-${n - 1}="$1"`) + part;
  });
}

/** @param {TemplateStringsArray} strings */
function template(strings) {
  let made = parsed.get(strings);
  if (!made) {
    made = document.createElement("template");
    made.innerHTML = mark(strings).trim();
    parsed.set(strings, made);
  }
  return made;
}

/** @param {DocumentFragment} fragment @returns {Node[]} */
function nodesOf(fragment) {
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

/** @param {Node} node @param {any[]} values */
function fill(node, values) {
  if (node instanceof Comment) {
    const found = /^\$(\d+)\$$/.exec(node.data);
    if (found) node.replaceWith(...pieces(values[Number(found[1])]));
    return;
  }
  const element = /** @type {Element} */ (node);
  for (const { name, value } of [...element.attributes]) {
    const found = /^data-slot-(\d+)$/.exec(name);
    if (!found) continue;
    element.removeAttribute(name);
    setAttribute(element, value, values[Number(found[1])]);
  }
}

/** @param {Element} element @param {string} name @param {any} value */
function setAttribute(element, name, value) {
  const plain = name.slice(1);
  if (name.startsWith("@")) element.addEventListener(plain, value);
  else if (name.startsWith(".")) Object.assign(element, { [plain]: value });
  else if (name.startsWith("?")) element.toggleAttribute(plain, Boolean(value));
  else if (value !== null && value !== undefined) element.setAttribute(name, String(value));
}

/** @param {Piece} value @returns {(Node | string)[]} */
function pieces(value) {
  if (Array.isArray(value)) return value.flatMap(pieces);
  if (value === null || value === undefined || value === false || value === true) return [];
  return [value instanceof Node ? value : String(value)];
}
