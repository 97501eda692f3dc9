import { describe, expect, test } from 'vitest'
import { BOX, draw, type Node, wrap } from './rules.ts'

const aNode = (slug: string, over: Partial<Node> = {}): Node => ({
  slug,
  title: slug,
  paragraph: '1',
  level: 'international',
  links: [],
  ...over,
})

describe('the figure', () => {
  const nodes = [
    aNode('review', { level: 'system' }),
    aNode('national', { level: 'national', links: [{ to: 'first', kind: 'feeds' }] }),
    ...['first', 'second', 'third', 'fourth', 'fifth'].map((slug) => aNode(slug)),
  ]

  test('stands level by level, what reports upwards above', () => {
    const { bands } = draw(nodes, 'ltr')
    expect(bands.map(({ level }) => level)).toEqual(['system', 'international', 'national'])
    expect(bands.map(({ y }) => y)).toEqual([...bands.map(({ y }) => y)].sort((a, b) => a - b))
  })

  test('no two boxes overlap, and all stand within it', () => {
    const { boxes, width, height } = draw(nodes, 'ltr')
    const overlapping = boxes.filter((a) =>
      boxes.some((b) => a !== b && Math.abs(a.x - b.x) < BOX.width && Math.abs(a.y - b.y) < BOX.height),
    )
    expect(overlapping).toEqual([])
    expect(boxes.filter(({ x, y }) => x < 0 || y < 0 || x + BOX.width > width || y + BOX.height > height)).toEqual([])
  })

  test('is mirrored where text runs from right to left', () => {
    const [left, right] = [draw(nodes, 'ltr'), draw(nodes, 'rtl')]
    expect(right.boxes.map(({ x }) => right.width - x - BOX.width)).toEqual(left.boxes.map(({ x }) => x))
    expect(right.boxes.map(({ y }) => y)).toEqual(left.boxes.map(({ y }) => y))
  })

  test('a link to what is not there is not drawn', () => {
    expect(draw([aNode('a', { links: [{ to: 'nowhere', kind: 'feeds' }] })], 'ltr').paths).toEqual([])
  })
})

test.each([
  ['Stocktaking', 14, ['Stocktaking']],
  ['Report of the Secretary-General', 9, ['Report of the', 'Secretary-General']],
  ['Internationalisierung aller Dinge', 5, ['Internationalisierung', 'aller', 'Dinge']],
  ['联合国信息社会小组', 5, ['联合国信息', '社会小组']],
  ['', 5, ['']],
])('%s is written in lines of %d', (title, width, lines) => expect(wrap(title, width)).toEqual(lines))
