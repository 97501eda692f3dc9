import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SHARED, sharedPresent } from '../../../test/shared.ts'
import { ActivitiesDocument } from './document-rules.ts'
import { canonical, type Element, withLanguage } from './tree.ts'

const activity = (content: string, attributes = '', root = '') =>
  canonical(only(`<iati-activities version="2.03" ${root}><iati-activity ${attributes}>${content}</iati-activity></iati-activities>`))

function only(xml: string): Element {
  const [element] = new ActivitiesDocument().write(xml)
  if (element === undefined) throw new Error('no record')
  return element
}

test.each([
  ['white space between elements', '<title>\n  <narrative>A</narrative>\t</title>\r\n', '<title><narrative>A</narrative></title>'],
  ['the order of attributes', '<sector vocabulary="1" code="22040"/>', '<sector code="22040" vocabulary="1"/>'],
  ['quotes', `<tag code='a "b"'/>`, '<tag code="a &quot;b&quot;"/>'],
  ['CDATA', '<title><![CDATA[A & B <c>]]></title>', '<title>A &amp; B &lt;c></title>'],
  ['comments', '<title>A<!-- no -->B</title><!-- no -->', '<title>AB</title>'],
  ['instructions', '<title>A<?no no?>B</title>', '<title>AB</title>'],
  ['character references', '<title>&#65;&#x20AC;</title>', '<title>A€</title>'],
  ['how an empty element is written', '<title></title>', '<title/>'],
  ['space inside tags', '<title  type = "1"  ></title >', '<title type="1"/>'],
])('%s: makes no difference', (_, one, other) => expect(activity(one)).toBe(activity(other)))

test.each([
  ['white space in a text', '<title>A  B</title>', '<title>A B</title>'],
  ['white space as a text', '<title> </title>', '<title/>'],
  ['white space beside a text', '<title>A <b/></title>', '<title>A<b/></title>'],
  ['an attribute', '<title a="1"/>', '<title/>'],
  ['the order of elements', '<a/><b/>', '<b/><a/>'],
])('%s: makes a difference', (_, one, other) => expect(activity(one)).not.toBe(activity(other)))

test('a record stands alone: foreign namespaces are declared on it', () => {
  const written = activity(
    '<x:note x:kind="a">b</x:note><plain xmlns="urn:p"><in xmlns=""/></plain>',
    'hierarchy="1"',
    'xmlns:x="urn:x" xmlns:unused="urn:u"',
  )
  expect(written).toBe(
    '<iati-activity xmlns:x="urn:x" hierarchy="1"><x:note x:kind="a">b</x:note><plain xmlns="urn:p"><in xmlns=""/></plain></iati-activity>',
  )
})

test('a prefix that means two things is declared again where it means the second', () => {
  const written = activity('<x:a xmlns:x="urn:1"/><x:b xmlns:x="urn:2"><x:c/></x:b>')
  expect(written).toBe('<iati-activity xmlns:x="urn:1"><x:a/><x:b xmlns:x="urn:2"><x:c/></x:b></iati-activity>')
})

test('what a reader would change is written as character references', () => {
  const written = activity('<title a="&#9;&#10;&#13;&lt;&gt;&amp;">&#13;]]&gt;\t\n</title>')
  expect(written).toBe('<iati-activity><title a="&#9;&#10;&#13;&lt;&gt;&amp;">&#13;]]&gt;\t\n</title></iati-activity>')
})

test('the language of the file is given to a record that has none', () => {
  const withOwn = only('<iati-activities version="2.03"><iati-activity xml:lang="fr"/></iati-activities>')
  const without = only('<iati-activities version="2.03"><iati-activity b="" /></iati-activities>')
  for (const element of [withOwn, without]) withLanguage(element, 'es')
  expect([canonical(withOwn), canonical(without)]).toEqual(['<iati-activity xml:lang="fr"/>', '<iati-activity b="" xml:lang="es"/>'])
})

const name = fc.constantFrom('title', 'narrative', 'x:note', 'sector', 'value')
const text = fc.string({ unit: fc.constantFrom('a', 'é', '界', '😀', ' ', '\n', '\t', '\r', '&', '<', '>', '"', "'", ']]>') })
const attributes = fc.uniqueArray(fc.tuple(fc.constantFrom('code', 'type', 'xml:lang', 'x:kind'), text), {
  selector: ([key]) => key,
  maxLength: 4,
})
const tree = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.record({ name, attributes, children: fc.array(fc.oneof({ depthSize: 'small' }, text, tie('node')), { maxLength: 4 }) }),
})).node
type Node = { name: string; attributes: [string, string][]; children: (Node | string)[] }
type Style = { quote: '"' | "'"; reversed: boolean; cdata: boolean; noise: string }

const style = fc.record<Style>({
  quote: fc.constantFrom('"', "'"),
  reversed: fc.boolean(),
  cdata: fc.boolean(),
  noise: fc.constantFrom('', '<!-- -->', '<?p i?>'),
})

test('however a record is written, its canonical form is the same, and reads as the same', () => {
  fc.assert(
    fc.property(tree, style, style, (node, one, other) => {
      const first = activity(written(node, one), '', 'xmlns:x="urn:x"')
      expect(activity(written(node, other), '', 'xmlns:x="urn:x"')).toBe(first)
      expect(canonical(only(`<iati-activities version="2.03">${first}</iati-activities>`))).toBe(first)
    }),
    { numRuns: 300 },
  )
})

function written(node: Node, style: Style): string {
  const attributes = (style.reversed ? node.attributes.toReversed() : node.attributes).map(
    ([key, value]) => ` ${key}=${style.quote}${escaped(value)}${style.quote}`,
  )
  const children = node.children.map((one) => (typeof one === 'string' ? textIn(one, style) : written(one, style)))
  return `<${node.name}${attributes.join('  ')}>${children.join(style.noise)}</${node.name}>`
}

function textIn(text: string, { cdata }: Style): string {
  return cdata && !/\]\]>|\r/.test(text) ? `<![CDATA[${text}]]>` : escaped(text)
}

function escaped(text: string): string {
  return text.replace(/[&<>"'\r\n\t]/g, (character) => `&#${character.codePointAt(0)};`)
}

describe.skipIf(!sharedPresent)('real files', () => {
  const files = sharedPresent ? readdirSync(`${SHARED}/iati/activities`).filter((file) => file.endsWith('.xml')) : []

  test.each(files)('%s: each record as it is kept has the same elements, attributes, texts, languages and namespaces', (file) => {
    const records = new ActivitiesDocument().write(readFileSync(`${SHARED}/iati/activities/${file}`, 'utf8'))
    for (const record of records) {
      const kept = only(`<iati-activities version="2.03">${canonical(record)}</iati-activities>`)
      expect(said(kept, '')).toEqual(said(record, ''))
    }
  })
})

/** All that an element says, in order, without white space between elements. */
function said(element: Element, inherited: string): string[] {
  const language = element.attributes.find(({ name }) => name === 'xml:lang')?.value ?? inherited
  const attributes = element.attributes.map(({ name, uri, value }) => `${name} {${uri}} ${value}`)
  const parts = element.children.filter((child) => typeof child !== 'string')
  const texts = element.children.filter((child) => typeof child === 'string' && (parts.length === 0 || child.trim() !== ''))
  return [[element.name, element.uri, language, ...attributes, ...texts].join('|'), ...parts.flatMap((part) => said(part, language))]
}
