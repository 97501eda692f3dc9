/** The XML of a file, fed piece by piece: what its outermost element says, and the trees of its records. */
import { SaxesParser, type SaxesTagNS } from 'saxes'
import type { Params, Refusal, RefusalReason } from './refusal-rules.ts'
import { byName, type Element } from './tree.ts'
import { instantOf, ownCopy } from './value-rules.ts'

/** What the outermost element says for all its records. `generatedAt` is ISO 8601 in UTC. */
export type FileFacts = { version: string; generatedAt: string | null; language: string | undefined }

/** The parser can only be stopped from within by throwing; the reader turns this into the refusal that it carries. */
export class Stopped extends Error {
  readonly refusal: Refusal
  constructor(reason: RefusalReason, params: Params) {
    super(reason)
    this.refusal = { reason, params }
  }
}

const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'

export class ActivitiesDocument {
  facts: FileFacts | null = null
  readonly #parser = new SaxesParser({ xmlns: true, position: false, defaultXMLVersion: '1.0', forceXMLVersion: true })
  /** The elements that are open, outermost first. */
  readonly #open: Element[] = []
  #outside = 0
  #complete: Element[] = []

  constructor() {
    this.#parser.on('opentag', (tag) => this.#opened(tag))
    this.#parser.on('closetag', () => this.#closed())
    this.#parser.on('text', (text) => this.#addText(text))
    this.#parser.on('cdata', (text) => this.#addText(text))
    this.#parser.on('error', (error) => {
      throw new Stopped('malformed', { detail: error.message.replace(/\.$/, '') })
    })
  }

  /** The line that the parser has come to, counted over all that it was given. */
  get line(): number {
    return this.#parser.line
  }

  /** The records that are complete with this text. Throws {@link Stopped}. */
  write(text: string): Element[] {
    this.#complete = []
    this.#parser.write(text)
    return this.#complete
  }

  /** What is wrong at the end of the file; null if it is complete. */
  close(): Refusal | null {
    if (this.facts === null) return { reason: 'notXml', params: {} }
    try {
      this.#parser.close()
      return null
    } catch (error) {
      if (error instanceof Stopped) return { reason: 'truncated', params: {} }
      throw error
    }
  }

  #opened(tag: SaxesTagNS): void {
    const isRecord = tag.name === 'iati-activity' && tag.uri === ''
    const parent = this.#open.at(-1)
    if (parent !== undefined) {
      if (isRecord) throw new Stopped('malformed', { detail: 'an iati-activity begins inside another' })
      this.#push(tag, parent)
    } else if (isRecord && this.#outside === 1) {
      this.#push(tag, undefined)
    } else {
      if (this.#outside === 0) this.facts = factsOf(tag)
      this.#outside++
    }
  }

  #push(tag: SaxesTagNS, parent: Element | undefined): void {
    const element = elementOf(tag)
    parent?.children.push(element)
    this.#open.push(element)
  }

  #closed(): void {
    const element = this.#open.pop()
    if (element === undefined) this.#outside--
    else if (this.#open.length === 0) this.#complete.push(element)
  }

  /** Text that a comment or CDATA cuts in two comes in pieces; it is one. */
  #addText(text: string): void {
    const children = this.#open.at(-1)?.children
    if (children === undefined || text === '') return
    const last = children.at(-1)
    if (typeof last === 'string') children[children.length - 1] = last + text
    else children.push(text)
  }
}

function elementOf(tag: SaxesTagNS): Element {
  const attributes = []
  for (const key in tag.attributes) {
    const one = tag.attributes[key]
    if (one !== undefined && one.uri !== XMLNS_NAMESPACE) attributes.push({ name: one.name, uri: one.uri, value: one.value })
  }
  if (attributes.length > 1) attributes.sort(byName)
  return { name: tag.name, uri: tag.uri, attributes, children: [] }
}

function factsOf(tag: SaxesTagNS): FileFacts {
  if (tag.name !== 'iati-activities' || tag.uri !== '') throw new Stopped('notActivities', { root: tag.name.slice(0, 100) })
  const version = tag.attributes.version?.value.trim()
  if (version === undefined) throw new Stopped('noVersion', {})
  if (/^1\.0\d$/.test(version)) throw new Stopped('versionOne', { version })
  if (!/^2\.0\d$/.test(version)) throw new Stopped('versionUnknown', { version: version.slice(0, 100) })
  const language = tag.attributes['xml:lang']?.value
  return {
    version: ownCopy(version),
    generatedAt: instantOf(tag.attributes['generated-datetime']?.value),
    language: language === undefined ? undefined : ownCopy(language),
  }
}
