/** Makes a record what the schema allows: its elements in their order, and nothing in it that may not be there. */
import { type Attribute, byName, type Element, languageOf, textOf } from '../iati/index.ts'
import { ACTIVITY, type Part, type Shape } from './schema.ts'
import { isLanguage, type ValueType } from './value-types.ts'

/**
 * Puts a record in the schema's order and takes out what the schema refuses, however small it is: an attribute, else its element, else
 * the one around it. One wrong date would otherwise make a whole file invalid for those who read it.
 *
 * @returns whether anything had to be changed. Throws if the record itself cannot be valid, which its columns should have said before.
 */
export function fitToSchema(record: Element): boolean {
  const fitting = new Fitting()
  if (!fitting.fits(record, ACTIVITY)) throw new Error('The record lacks what IATI requires')
  return fitting.changed
}

class Fitting {
  changed = false

  /** Whether an element is valid, once it is changed as far as it can be. */
  fits(element: Element, shape: Shape): boolean {
    if (element.attributes.length > 0) this.#fitAttributes(element, shape)
    for (const name of shape.required) if (!element.attributes.some((one) => one.name === name)) return false
    return shape.text === null ? this.#fitChildren(element, shape) : this.#fitText(element, shape.text)
  }

  #fitAttributes(element: Element, shape: Shape): void {
    for (const one of element.attributes) {
      const value = allowedValue(one, shape)
      if (value === one.value) continue
      this.changed = true
      element.attributes = element.attributes.filter((other) => other !== one)
      if (value === null) continue
      element.attributes.push({ ...one, value })
      element.attributes.sort(byName)
    }
  }

  #fitText(element: Element, type: ValueType): boolean {
    if (element.children.some((one) => typeof one !== 'string')) this.#keep(element, (one) => typeof one === 'string')
    const text = textOf(element)
    const value = typed(text, type)
    if (value !== null && value !== text) this.#put(element, [value])
    return value !== null
  }

  #fitChildren(element: Element, shape: Shape): boolean {
    const seen: Part[] = []
    let last = 0
    let ordered = true
    const refused = new Set<Element | string>()
    for (const one of element.children) {
      if (isBlank(one)) continue
      const place = this.#placeOf(one, shape, seen)
      if (place === null) refused.add(one)
      else if (place < last) ordered = false
      else last = place
    }
    if (refused.size > 0) this.#keep(element, (one) => !refused.has(one))
    if (!ordered) this.#put(element, inOrder(element, shape))
    return shape.needed.every((part) => seen.includes(part))
  }

  /** The place of a child among those of its parent; null if it may not be there. `seen` are the parts that were there before it. */
  #placeOf(child: Element | string, shape: Shape, seen: Part[]): number | null {
    if (typeof child === 'string') return null
    if (child.uri !== '') return LAST
    const part = shape.children.get(child.name)
    if (part === undefined || !this.fits(child, part.shape)) return null
    if (!seen.includes(part)) seen.push(part)
    else if (!part.many) return null
    return part.place
  }

  #keep(element: Element, kept: (child: Element | string) => boolean): void {
    this.#put(element, element.children.filter(kept))
  }

  #put(element: Element, children: (Element | string)[]): void {
    element.children = children
    this.changed = true
  }
}

/** White space between elements says nothing and is not written. */
function isBlank(child: Element | string): boolean {
  return typeof child === 'string' && !/[^ \t\n\r]/.test(child)
}

/** Elements of other namespaces stand after those of IATI. */
const LAST = Number.MAX_SAFE_INTEGER

function inOrder(element: Element, shape: Shape): (Element | string)[] {
  const placeOf = (one: Element | string) =>
    typeof one === 'string' ? -1 : one.uri === '' ? (shape.children.get(one.name)?.place ?? LAST) : LAST
  return element.children.toSorted((one, other) => placeOf(one) - placeOf(other))
}

/** The value that an attribute may have; null if it may not be there. */
function allowedValue({ name, uri, value }: Attribute, shape: Shape): string | null {
  if (uri === '') {
    const type = shape.attributes.get(name)
    return type === undefined ? null : typed(value, type)
  }
  if (!shape.open) return null
  // Without its attribute a text would be taken to be in another language.
  if (name === 'xml:lang') return isLanguage(value) ? value : languageOf(value)
  // Such an identifier must be the only one in its file.
  return name === 'xml:id' ? null : value
}

/** A value as its type lets it be written: some programs read no white space around a date. */
function typed(value: string, type: ValueType): string | null {
  if (type(value)) return value
  const trimmed = value.trim()
  return type(trimmed) ? trimmed : null
}
