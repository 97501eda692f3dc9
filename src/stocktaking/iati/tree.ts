/** A small tree of XML elements and the one way in which it is written. */

/** `name` is as written, with its prefix; `uri` the namespace, '' for IATI, which has none. Attributes are in the order of their names. */
export type Element = { name: string; uri: string; attributes: Attribute[]; children: (Element | string)[] }
export type Attribute = { name: string; uri: string; value: string }

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'

export function byName(one: Attribute, other: Attribute): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0
}

export function attribute(element: Element, name: string): string | undefined {
  for (const one of element.attributes) if (one.name === name) return one.value
  return undefined
}

/** The first child of that name in no namespace. */
export function child(element: Element, name: string): Element | undefined {
  for (const one of element.children) if (typeof one !== 'string' && one.name === name && one.uri === '') return one
  return undefined
}

export function children(element: Element, name: string): Element[] {
  const found: Element[] = []
  for (const one of element.children) if (typeof one !== 'string' && one.name === name && one.uri === '') found.push(one)
  return found
}

/** The text of an element and of what is in it. */
export function textOf(element: Element): string {
  let text = ''
  for (const one of element.children) text += typeof one === 'string' ? one : textOf(one)
  return text
}

/** Gives an element the language that it inherits, if it has none of its own. */
export function withLanguage(element: Element, language: string | undefined): void {
  if (language === undefined || attribute(element, 'xml:lang') !== undefined) return
  element.attributes.push({ name: 'xml:lang', uri: XML_NAMESPACE, value: language })
  element.attributes.sort(byName)
}

/**
 * An element as XML that means the same wherever it stands: attributes by name, the namespaces that it uses declared on it, no white
 * space between elements, no comments. Two files that say the same give the same characters.
 */
export function canonical(element: Element): string {
  const declared = new Map<string, string>([['', '']])
  declare(element, declared)
  const declarations = [...declared].filter(([prefix]) => prefix !== '').sort()
  return written(element, declared, declarations)
}

/** Takes up the prefixes of an element and of all in it; of a prefix that means two things the first meaning. */
function declare(element: Element, declared: Map<string, string>): void {
  if (element.uri !== '') note(declared, prefixOf(element.name), element.uri)
  for (const one of element.attributes) if (isForeign(one)) note(declared, prefixOf(one.name), one.uri)
  for (const one of element.children) if (typeof one !== 'string') declare(one, declared)
}

function note(declared: Map<string, string>, prefix: string, uri: string): void {
  if (!declared.has(prefix)) declared.set(prefix, uri)
}

function written(element: Element, scope: ReadonlyMap<string, string>, declarations: [string, string][]): string {
  let tag = `<${element.name}`
  for (const [prefix, uri] of declarations) tag += ` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapedValue(uri)}"`
  for (const one of element.attributes) tag += ` ${one.name}="${escapedValue(one.value)}"`
  const content = contentOf(element, scope)
  return content === '' ? `${tag}/>` : `${tag}>${content}</${element.name}>`
}

function contentOf(element: Element, scope: ReadonlyMap<string, string>): string {
  let content = ''
  const hasElements = element.children.some((one) => typeof one !== 'string')
  for (const one of element.children) {
    if (typeof one !== 'string') content += inScope(one, scope)
    else if (!hasElements || !isBlank(one)) content += escapedText(one)
  }
  return content
}

/** An element within its parent: a prefix that means something else here is declared here. */
function inScope(element: Element, scope: ReadonlyMap<string, string>): string {
  if (element.uri === '' && scope.get('') === '' && element.attributes.every((one) => !isForeign(one))) return written(element, scope, [])
  const needed = new Map<string, string>([[prefixOf(element.name), element.uri]])
  for (const one of element.attributes) if (isForeign(one)) needed.set(prefixOf(one.name), one.uri)
  const declarations = [...needed].filter(([prefix, uri]) => scope.get(prefix) !== uri).sort()
  return written(element, declarations.length === 0 ? scope : new Map([...scope, ...declarations]), declarations)
}

function isForeign({ uri }: Attribute): boolean {
  return uri !== '' && uri !== XML_NAMESPACE
}

function prefixOf(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? '' : name.slice(0, colon)
}

function isBlank(text: string): boolean {
  return !/[^ \t\n\r]/.test(text)
}

/** A carriage return that is written as itself would be read as a line feed. */
function escapedText(text: string): string {
  if (!/[&<>\r]/.test(text)) return text
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#13;')
}

/** Tabs and line ends that are written as themselves would be read as spaces. */
function escapedValue(value: string): string {
  if (!/[&<>"\t\n\r]/.test(value)) return value
  const escaped = value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
  return escaped.replace(/\t/g, '&#9;').replace(/\n/g, '&#10;').replace(/\r/g, '&#13;')
}
