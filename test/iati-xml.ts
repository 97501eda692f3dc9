/** IATI files read by a library that the site itself does not use: whether they are valid, and what is in them. */
import { readFileSync } from 'node:fs'
import {
  XmlBufferInputProvider,
  XmlCData,
  XmlDocument,
  XmlElement,
  XmlText,
  XmlValidateError,
  XsdValidator,
  xmlRegisterInputProvider,
} from 'libxml2-wasm'
import { SHARED } from './shared.ts'

const SCHEMAS = `${SHARED}/iati/xsd`
let validator: XsdValidator | undefined

/** What IATI's schema of activities, version 2.03, finds wrong in a file; nothing if it is valid. */
export function invalidities(xml: string): string[] {
  const document = XmlDocument.fromString(xml)
  try {
    validator ??= schemaOfActivities()
    validator.validate(document)
    return []
  } catch (error) {
    if (error instanceof XmlValidateError) return error.details.map(({ line, message }) => `${line}: ${message.trim()}`)
    throw error
  } finally {
    document.dispose()
  }
}

function schemaOfActivities(): XsdValidator {
  const parts = ['iati-common.xsd', 'xml.xsd'].map((name) => [name, new Uint8Array(readFileSync(`${SCHEMAS}/${name}`))])
  xmlRegisterInputProvider(new XmlBufferInputProvider(Object.fromEntries(parts)))
  const url = 'iati-activities-schema.xsd'
  return XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(`${SCHEMAS}/${url}`), { url }))
}

/**
 * Everything that each record of a file says, by its identifier: for every element where it stands (the how manieth of its name), its
 * attributes, its language, inherited or not, and its own text. White space between elements says nothing.
 */
export function recordsIn(xml: string): Map<string, string[]> {
  const document = XmlDocument.fromString(xml)
  try {
    const language = document.root.attr('lang', 'xml')?.value ?? ''
    const records = childrenOf(document.root).filter((one) => one.name === 'iati-activity')
    return new Map(records.map((one) => [identifierOf(one), linesOf(one, '', language)]))
  } finally {
    document.dispose()
  }
}

function identifierOf(record: XmlElement): string {
  return (
    childrenOf(record)
      .find(({ name }) => name === 'iati-identifier')
      ?.content.trim() ?? ''
  )
}

function linesOf(element: XmlElement, path: string, inherited: string): string[] {
  const attributes = element.attrs.map(({ namespaceUri, name, value }) => ({ name: expanded(namespaceUri, name), value }))
  const language = attributes.find(({ name }) => name === XML_LANG)?.value ?? inherited
  const said = attributes.filter(({ name }) => name !== XML_LANG).map(({ name, value }) => `${name}=${JSON.stringify(value)}`)
  const children = childrenOf(element)
  const counts = new Map<string, number>()
  const inside = children.flatMap((one) => {
    const name = expanded(one.namespaceUri, one.name)
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return linesOf(one, `${path}/${name}[${count}]`, language)
  })
  const text = textOf(element)
  const own = children.length > 0 && text.trim() === '' ? '' : text
  return [[path, ...said.sort(), language, JSON.stringify(own)].join(' '), ...inside].sort()
}

const XML_LANG = '{http://www.w3.org/XML/1998/namespace}lang'

function expanded(uri: string, name: string): string {
  return uri === '' ? name : `{${uri}}${name}`
}

function childrenOf(element: XmlElement): XmlElement[] {
  return nodesOf(element).filter((node) => node instanceof XmlElement)
}

function textOf(element: XmlElement): string {
  return nodesOf(element)
    .filter((node) => node instanceof XmlText || node instanceof XmlCData)
    .map(({ content }) => content)
    .join('')
}

function nodesOf(element: XmlElement) {
  const nodes = []
  for (let node = element.firstChild; node !== null; node = node.next) nodes.push(node)
  return nodes
}
