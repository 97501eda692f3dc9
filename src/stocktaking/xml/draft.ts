/** A record while it is being made to say what the columns hold. Every change goes through here, so none is forgotten. */
import {
  type Attribute,
  attribute,
  byName,
  child,
  currencyOf,
  dateOf,
  decimalOf,
  type Element,
  languageOf,
  nameIn,
  textOf,
  withoutForbidden,
} from '../iati/index.ts'
import { anything, isDay, type ValueType } from './value-types.ts'

type Value = string | number | boolean | null
type Money = { valueOn: string | null; currency: string | null; value: string }

export class Draft {
  readonly record: Element
  changed = false

  constructor(record: Element) {
    this.record = record
  }

  /**
   * Makes an attribute say what a column holds. If it is read as that already it stays as it is written, unless the schema would refuse
   * it: a time where a day should be.
   */
  say(element: Element, name: string, held: Value, read: (written: string | undefined) => Value, allowed: ValueType = anything): void {
    const written = attribute(element, name)
    if (read(written) === held && (held === null || written === undefined || allowed(written))) return
    this.setAttribute(element, name, held === null ? null : String(held))
  }

  sayDecimal(element: Element, name: string, held: string | null, read: (written: string | undefined) => string | null): void {
    if (!sameDecimal(read(attribute(element, name)), held)) this.setAttribute(element, name, held)
  }

  /** The same for a child that has one attribute. */
  sayIn(parent: Element, name: string, key: 'code' | 'iso-date', held: Value, read: (written: string | undefined) => Value): void {
    const found = child(parent, name)
    if (found === undefined) {
      if (held !== null) this.add(parent, made(name, { [key]: String(held) }))
    } else if (held !== null) this.say(found, key, held, read, key === 'iso-date' ? isDay : anything)
    else if (read(attribute(found, key)) !== null) this.remove(parent, found)
  }

  /** The same for a `value`. */
  sayMoney(parent: Element, { valueOn, currency, value }: Money): void {
    const found = child(parent, 'value') ?? this.add(parent, made('value'))
    if (!sameDecimal(decimalOf(textOf(found)), value)) this.setText(found, value)
    this.say(found, 'currency', currency, currencyOf)
    this.say(found, 'value-date', valueOn, dateOf, isDay)
  }

  /** The same for the one name of an element that is read; without a `language` that of the record. */
  sayName(element: Element, text: string | null, language: string | null): void {
    const now = nameIn(element, this.record)
    if ((now?.text ?? null) === text && (now === null || language === null || now.language === language)) return
    if (text === null) this.removeNarratives(element)
    else if (now === null) this.addNarrative(element, text, language)
    else {
      if (now.text !== text) this.setText(now.element, text)
      if (language !== null && now.language !== language) this.setAttribute(now.element, 'xml:lang', language)
    }
  }

  addNarrative(element: Element, text: string, language: string | null): void {
    const narrative = this.add(element, made('narrative'))
    this.setText(narrative, text)
    const inherited = languageOf(attribute(element, 'xml:lang') ?? attribute(this.record, 'xml:lang'))
    if (language !== null && language !== inherited) this.setAttribute(narrative, 'xml:lang', language)
  }

  removeNarratives(element: Element): void {
    for (const one of [...element.children]) {
      if (typeof one !== 'string' && one.name === 'narrative' && one.uri === '') this.remove(element, one)
    }
  }

  setAttribute(element: Element, name: string, value: string | null): void {
    element.attributes = element.attributes.filter((one) => one.name !== name)
    if (value !== null) element.attributes.push(attributeOf(name, value))
    element.attributes.sort(byName)
    this.changed = true
  }

  setText(element: Element, text: string): void {
    element.children = [withoutForbidden(text), ...element.children.filter((one) => typeof one !== 'string')]
    this.changed = true
  }

  add(parent: Element, element: Element): Element {
    parent.children.push(element)
    this.changed = true
    return element
  }

  remove(parent: Element, element: Element): void {
    this.keep(parent, (one) => one !== element)
  }

  keep(parent: Element, kept: (child: Element | string) => boolean): void {
    parent.children = parent.children.filter(kept)
    this.changed = true
  }
}

/** A new element. */
export function made(name: string, attributes: Readonly<Record<string, string>> = {}): Element {
  const written = Object.entries(attributes).map(([key, value]) => attributeOf(key, value))
  return { name, uri: '', attributes: written.sort(byName), children: [] }
}

function attributeOf(name: string, value: string): Attribute {
  return { name, uri: name.startsWith('xml:') ? 'http://www.w3.org/XML/1998/namespace' : '', value: withoutForbidden(value) }
}

/** A column writes a number in its own way: +007.50 is 7.50. */
export function sameDecimal(one: string | null, other: string | null): boolean {
  return one === other || (one !== null && other !== null && plain(one) === plain(other))
}

function plain(decimal: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)0*(\d*?)(?:\.(\d*?)0*)?$/.exec(decimal) ?? []
  const digits = `${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`
  return sign === '-' && digits !== '0' ? `-${digits}` : digits
}

/** Makes the elements of a list, by their places, say what the rows of its table hold. `stated`: what a row is made of. */
export function align<Row extends { position: number }>(
  draft: Draft,
  parent: Element,
  {
    name,
    stated,
    rows,
    say,
  }: { name: string; stated: readonly Element[]; rows: readonly Row[]; say: (element: Element, row: Row) => void },
): void {
  let next = 0
  for (const [index, element] of stated.entries()) {
    const row = rows[next]
    if (row?.position !== index + 1) draft.remove(parent, element)
    else {
      next += 1
      say(element, row)
    }
  }
  for (const row of rows.slice(next)) say(draft.add(parent, made(name)), row)
}
