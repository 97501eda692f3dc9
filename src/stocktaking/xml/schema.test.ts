import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { XmlDocument, XmlElement } from 'libxml2-wasm'
import { describe, expect, test } from 'vitest'
import { invalidities } from '../../../test/iati-xml.ts'
import { SHARED, sharedPresent } from '../../../test/shared.ts'
import { ActivitiesDocument, canonical, type Element } from '../iati/index.ts'
import { fitToSchema } from './fitting-rules.ts'
import { ACTIVITY, type Shape } from './schema.ts'

const EXAMPLE = `${SHARED}/iati/examples/activity-standard-example-annotated.xml`

describe.skipIf(!sharedPresent)('what is written down of the schema', () => {
  test('is what IATI says', () => {
    expect(linesOf('iati-activity', ACTIVITY)).toEqual(new Schema().linesOf('iati-activity'))
  })

  test('makes a record valid whatever is wrong with it, or says that it cannot be', () => {
    const source = readFileSync(EXAMPLE, 'utf8')
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...DAMAGES)), { minLength: 1, maxLength: 12 }), (damages) => {
        const record = recordIn(source)
        for (const [element, place, damage] of damages) {
          const all = elementsIn(record)
          damage(all[element % all.length] ?? record, place, all[place % all.length] ?? record)
        }
        const xml = fitted(record)
        expect(xml === null ? [] : invalidities(`<iati-activities version="2.03">${xml}</iati-activities>`)).toEqual([])
      }),
      { numRuns: 500, seed: 20060224 },
    )
  })

  test('leaves a valid record as it is', () => {
    const record = recordIn(readFileSync(EXAMPLE, 'utf8'))
    const before = canonical(record)
    expect([fitToSchema(record), canonical(record)]).toEqual([false, before])
  })
})

const NOTE = { name: 'x:note', uri: 'https://example.org/x', value: '1' }

/** What can be wrong with an element; `place` is any number, `other` any element of the record. */
const DAMAGES: readonly ((element: Element, place: number, other: Element) => void)[] = [
  function withoutAttribute(element, place) {
    element.attributes = element.attributes.filter((_, index) => index !== place % element.attributes.length)
  },
  function otherValue(element, place) {
    const one = element.attributes[place % element.attributes.length]
    if (one) one.value = VALUES[place % VALUES.length] ?? ''
  },
  function unknownAttribute(element) {
    element.attributes = [{ name: 'unknown', uri: '', value: '1' }, ...element.attributes.filter(({ name }) => name !== 'unknown')]
  },
  function foreignAttribute(element) {
    element.attributes = [NOTE, ...element.attributes.filter(({ name }) => name !== NOTE.name)]
  },
  function otherText(element, place) {
    element.children = [VALUES[place % VALUES.length] ?? '', ...element.children.filter((one) => typeof one !== 'string')]
  },
  function withoutChild(element, place) {
    element.children = element.children.filter((_, index) => index !== place % element.children.length)
  },
  function childTwice(element, place) {
    const one = element.children[place % element.children.length]
    if (one !== undefined) element.children.push(typeof one === 'string' ? one : structuredClone(one))
  },
  function otherOrder(element) {
    element.children.reverse()
  },
  function strangeChild(element, place, other) {
    if (element.children.length % 2 === place % 2) element.children.unshift(structuredClone(other))
    else element.children.unshift({ name: 'x:note', uri: 'https://example.org/x', attributes: [], children: ['?'] })
  },
]

const VALUES = ['', ' ', '1', '-7', '3.5', '1e3', 'yes', 'TRUE', '2015-02-30', '2015-02-28 ', '2015-02-28T10:00:00', '2015-02-28T24:00:00Z']
VALUES.push(
  'en_GB',
  'en-GB',
  'http://example.org/a b',
  'http://example.org/[1]',
  '%',
  'a:b',
  '//a:b',
  'Ärger & <b>',
  '9'.repeat(40),
  '+0',
  '0',
)

function recordIn(source: string): Element {
  const [record] = new ActivitiesDocument().write(source)
  if (record === undefined) throw new Error('no record')
  return record
}

function elementsIn(element: Element): Element[] {
  return element.uri === '' ? [element, ...element.children.flatMap((one) => (typeof one === 'string' ? [] : elementsIn(one)))] : []
}

function fitted(record: Element): string | null {
  try {
    fitToSchema(record)
    return canonical(record)
  } catch (error) {
    if (error instanceof Error && error.message === 'The record lacks what IATI requires') return null
    throw error
  }
}

/** A line for each element: where it stands and how often, its attributes, and whether attributes of others may stand there. */
function linesOf(path: string, shape: Shape): string[] {
  const attributes = [...shape.attributes.keys()].map((name) => `${name}${shape.required.includes(name) ? '!' : ''}`).sort()
  const own = `${path} ${attributes.join(' ')} ${shape.open ? 'open' : 'closed'} ${shape.text === null ? '' : 'text'}`
  const parts = [...shape.children].map(([name, { place, least, many, shape: of }]) => {
    return linesOf(`${path}/${place} ${name} ${least}${many ? '*' : ''}`, of)
  })
  return [own, ...parts.flat()]
}

/** The schema itself, read as the lines above. */
class Schema {
  readonly #files = ['iati-activities-schema.xsd', 'iati-common.xsd'].map((name) => {
    return XmlDocument.fromBuffer(readFileSync(`${SHARED}/iati/xsd/${name}`)).root
  })

  linesOf(name: string): string[] {
    return this.#linesOf(name, this.#named('element', name))
  }

  #linesOf(path: string, element: XmlElement): string[] {
    const type = this.#typeOf(element)
    const chain = type === null ? [] : this.#chainOf(type)
    const attributes = chain.flatMap((one) => within(one, 'attribute', ['complexType', 'simpleContent', 'complexContent', 'extension']))
    const own = attributes.filter((one) => attributeOf(one, 'ref') !== 'xml:lang')
    const written = own.map(
      (one) => `${attributeOf(one, 'name') ?? attributeOf(one, 'ref')}${attributeOf(one, 'use') === 'required' ? '!' : ''}`,
    )
    const open = chain.some(
      (one) => within(one, 'anyAttribute', ['complexType', 'simpleContent', 'complexContent', 'extension']).length > 0,
    )
    const parts = chain.flatMap((one) => within(one, 'element', ['complexType', 'complexContent', 'extension', 'sequence']))
    const text = type === null || within(type, 'extension', ['complexType', 'simpleContent']).length > 0
    const below = parts.flatMap((part, place) => {
      const name = attributeOf(part, 'name') ?? attributeOf(part, 'ref') ?? ''
      const often = `${attributeOf(part, 'minOccurs') ?? '1'}${attributeOf(part, 'maxOccurs') === 'unbounded' ? '*' : ''}`
      return this.#linesOf(`${path}/${place} ${name} ${often}`, part)
    })
    return [`${path} ${written.sort().join(' ')} ${open ? 'open' : 'closed'} ${text ? 'text' : ''}`, ...below]
  }

  /** The complex type of an element; null if it has a simple one. */
  #typeOf(element: XmlElement): XmlElement | null {
    const ref = attributeOf(element, 'ref')
    if (ref !== undefined) return this.#typeOf(this.#named('element', ref))
    const type = attributeOf(element, 'type')
    if (type === undefined) return element.find('*[local-name()="complexType"]').filter((one) => one instanceof XmlElement)[0] ?? null
    return type.startsWith('xsd:') ? null : this.#named('complexType', type)
  }

  /** A type and those that it extends, the first of them first. */
  #chainOf(type: XmlElement): XmlElement[] {
    const [extension] = within(type, 'extension', ['complexType', 'complexContent', 'simpleContent'])
    const base = extension && attributeOf(extension, 'base')
    return base === undefined || base.startsWith('xsd:') ? [type] : [...this.#chainOf(this.#named('complexType', base)), type]
  }

  #named(kind: string, name: string): XmlElement {
    const found = this.#files.flatMap((root) => root.find(`*[local-name()="${kind}"][@name="${name}"]`))
    const [one] = found.filter((node) => node instanceof XmlElement)
    if (one === undefined) throw new Error(`no ${kind} ${name}`)
    return one
  }
}

/** The descendants of that kind that are reached through these alone. */
function within(element: XmlElement, kind: string, through: readonly string[]): XmlElement[] {
  const children = element.find('*').filter((one) => one instanceof XmlElement)
  return children.flatMap((one) => [...(one.name === kind ? [one] : []), ...(through.includes(one.name) ? within(one, kind, through) : [])])
}

function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attr(name)?.value
}
