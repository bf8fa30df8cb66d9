const HTML = new Set(
  'a blockquote br button code del div em figcaption figure h1 h2 h3 h4 h5 h6 hr input li ol p pre section span strong sub sup table tbody td th thead tr ul'.split(
    ' ',
  ),
);
/** Of our own icons, and of the stretchy marks of formulas. */
const SVG = new Set('circle line path polyline rect svg'.split(' '));
/** How a screen reader is told a formula. */
const MATHML = new Set(
  'annotation math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics'.split(
    ' ',
  ),
);
const ATTRIBUTES =
  /^(aria-[a-z]+|checked|class|d(ata-(?!on)[a-z-]+|ir|isabled)?|href|id|rel|role|style|tabindex|target|title|type)$/;
const SVG_ATTRIBUTES =
  /^(cx|cy|r|rx|ry|x|x1|x2|y|y1|y2|points|width|height|fill|stroke(-[a-z]+)?|viewBox|xmlns|preserveAspectRatio)$/;

/** Elements and attributes that no answer may bring onto a page, whatever it says: all but those that we draw. */
export function findForbidden(root: Element): string[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    ...(isKnown(element) ? [] : [`<${element.localName}>`]),
    ...[...element.attributes]
      .filter((attribute) => !isHarmless(element, attribute))
      .map(({ name, value }) => `<${element.localName} ${name}="${value}">`),
  ]);
}

function isKnown(element: Element): boolean {
  if (element.namespaceURI === 'http://www.w3.org/2000/svg') return SVG.has(element.localName);
  if (element.namespaceURI === 'http://www.w3.org/1998/Math/MathML') return MATHML.has(element.localName);
  if (element.localName === 'iframe') {
    return element.getAttribute('sandbox') === 'allow-scripts' && element.getAttribute('src') === '/diagram/frame.html';
  }
  if (element.localName === 'input') return element.getAttribute('type') === 'checkbox';
  return HTML.has(element.localName);
}

function isHarmless(element: Element, { name, value }: Attr): boolean {
  if (element.localName === 'iframe' && (name === 'src' || name === 'sandbox')) return true;
  if (element.namespaceURI === 'http://www.w3.org/1998/Math/MathML')
    return !/^(on|href|xlink|src|style|id|action)/i.test(name);
  if (name === 'href') return element.localName === 'a' && /^(https?:\/\/|mailto:)/i.test(value);
  if (name === 'id') return value.startsWith('user-content-') || value.startsWith('radix-');
  if (name === 'style') return !/url\(|image|position:(?! ?relative)|expression\(|behavior|@/i.test(value);
  if (ATTRIBUTES.test(name)) return true;
  return element.namespaceURI === 'http://www.w3.org/2000/svg' && SVG_ATTRIBUTES.test(name);
}
