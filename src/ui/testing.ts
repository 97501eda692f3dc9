/** A picture as a strict parser of XML sees it, for the tests of this folder. */
import { XmlDocument, XmlElement } from 'libxml2-wasm'

export type Part = { name: string; attributes: Readonly<Record<string, string>>; text: string }

/** Every element in the order of the document. Throws where it is not well-formed. */
export function partsOf(svg: string): Part[] {
  const document = XmlDocument.fromString(svg)
  try {
    return document
      .find('//*')
      .filter((node) => node instanceof XmlElement)
      .map((element) => ({
        name: element.name,
        attributes: Object.fromEntries(element.attrs.map(({ name, value }) => [name, value])),
        text: element.content,
      }))
  } finally {
    document.dispose()
  }
}

export const numberOf = ({ attributes }: Part, name: string) => Number(attributes[name])

/** What no picture may have: numbers that are none, and styles, which the policy of the site forbids. */
export function faultsOf(parts: readonly Part[]): string[] {
  return parts.flatMap(({ name, attributes }) =>
    Object.entries(attributes)
      .filter(([key, value]) => /NaN|Infinity|undefined|e[+-]\d/.test(key === 'lang' ? '' : value) || key === 'style')
      .map(([key, value]) => `${name} ${key}="${value}"`)
      .concat(name === 'style' ? ['style'] : []),
  )
}
