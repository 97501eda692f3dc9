/** Where the boxes of the figure stand and how its links run. Lengths are in units of its drawing, in which its text is 13 high. */

export type Level = 'national' | 'regional' | 'international' | 'system'
export type LinkKind = 'reports-to' | 'feeds' | 'part-of'
export type Node = { slug: string; title: string; paragraph: string; level: Level; links: readonly { to: string; kind: LinkKind }[] }

type Box = { slug: string; row: number; column: number; x: number; y: number; lines: string[]; paragraph: string }
type Band = { level: Level; y: number; height: number }
type Path = { d: string; kind: LinkKind }
export type Drawing = { width: number; height: number; bands: Band[]; boxes: Box[]; paths: Path[] }

/** From top to bottom: what reports upwards points upwards. */
const LEVELS: readonly Level[] = ['system', 'international', 'regional', 'national']
const COLUMNS = 4
export const BOX = { width: 216, height: 82 }
const GUTTER = { x: 48, y: 34 }
/** Above the boxes of a level stands its name. */
const HEADING = 24
const WIDTH = COLUMNS * BOX.width + (COLUMNS + 1) * GUTTER.x
/** Between the ends of two links on one side of a box. */
const APART = 18
/** What fits between the edges of a box, in heights of its letters. */
const LINE = 14.2

type Place = readonly [row: number, column: number]

/**
 * Row within the level and column, set by hand so that what is linked stands side by side and no link runs through a box.
 * A process that is not here takes the first free place of its level.
 */
const PLACES: Readonly<Record<string, Place>> = {
  'review-of-2015': [0, 1],
  'ecosoc-and-cstd': [0, 2],
  'integrated-follow-up': [0, 3],
  'report-of-the-secretary-general': [1, 2],
  'un-group-on-the-information-society': [1, 3],
  'enhanced-cooperation': [0, 0],
  'evaluation-and-indicators': [0, 1],
  'international-level': [0, 2],
  'internet-governance-forum': [0, 3],
  'golden-book': [1, 0],
  stocktaking: [1, 1],
  'action-lines': [1, 2],
  'world-information-society-day': [1, 3],
  'regional-level': [0, 2],
  'national-level': [0, 1],
}

/** The whole figure; from right to left it is the mirror image. */
export function draw(nodes: readonly Node[], dir: 'ltr' | 'rtl'): Drawing {
  const { bands, boxes, height } = stack(nodes)
  const paths = route(nodes, boxes)
  return dir === 'ltr'
    ? { width: WIDTH, height, bands, boxes, paths: paths.map(asPath) }
    : mirror({ width: WIDTH, height, bands, boxes, paths })
}

/** The levels one below the other, each as high as its rows. */
function stack(nodes: readonly Node[]): { bands: Band[]; boxes: Box[]; height: number } {
  const bands: Band[] = []
  const boxes: Box[] = []
  let y = 0
  let row = 0
  for (const level of LEVELS) {
    const placed = place(nodes.filter((node) => node.level === level))
    if (placed.length === 0) continue
    const rows = 1 + Math.max(...placed.map(({ place: [inLevel] }) => inLevel))
    for (const {
      node,
      place: [inLevel, column],
    } of placed) {
      boxes.push({
        slug: node.slug,
        row: row + inLevel,
        column,
        x: GUTTER.x + column * (BOX.width + GUTTER.x),
        y: y + HEADING + GUTTER.y / 2 + inLevel * (BOX.height + GUTTER.y),
        lines: wrap(node.title, LINE),
        paragraph: node.paragraph,
      })
    }
    const height = HEADING + rows * (BOX.height + GUTTER.y)
    bands.push({ level, y, height })
    y += height
    row += rows
  }
  return { bands, boxes, height: y }
}

function place(nodes: readonly Node[]): { node: Node; place: Place }[] {
  const taken = new Set(nodes.flatMap(({ slug }) => PLACES[slug]?.join() ?? []))
  return nodes.map((node) => {
    const byHand = PLACES[node.slug]
    if (byHand) return { node, place: byHand }
    let free = 0
    while (taken.has(placeAt(free).join())) free += 1
    taken.add(placeAt(free).join())
    return { node, place: placeAt(free) }
  })
}

const placeAt = (index: number): Place => [Math.floor(index / COLUMNS), index % COLUMNS]

/** A title in lines of a width that is counted in heights of letters; a word that is wider has a line of its own. */
export function wrap(title: string, width: number): string[] {
  const lines: string[] = []
  for (const word of title.split(/(?<=\s)|(?<=\p{Script=Han})/u)) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf((last + word).trimEnd()) <= width) lines[lines.length - 1] = last + word
    else lines.push(word)
  }
  return lines.map((line) => line.trim())
}

/** About as wide as system fonts draw it. */
function widthOf(text: string): number {
  let width = 0
  for (const letter of text) width += /\p{Script=Han}/u.test(letter) ? 1 : /\p{Lu}|\p{Script=Cyrillic}/u.test(letter) ? 0.62 : 0.52
  return width
}

/** A link as the corners between which it runs. */
type Route = { corners: [x: number, y: number][]; kind: LinkKind }
type Side = 'left' | 'right' | 'top' | 'bottom'
type Course = { from: Box; to: Box; kind: LinkKind; leave: Side; enter: Side }

function route(nodes: readonly Node[], boxes: readonly Box[]): Route[] {
  const bySlug = new Map(boxes.map((box) => [box.slug, box]))
  const courses = nodes.flatMap(({ slug, links }) =>
    links.flatMap(({ to, kind }) => {
      const [start, end] = [bySlug.get(slug), bySlug.get(to)]
      return start && end ? [{ from: start, to: end, kind, ...sides(start, end, boxes) }] : []
    }),
  )
  return courses.map((course) => ({ kind: course.kind, corners: corners(course, courses) }))
}

/** Straight up or down where nothing stands between; else out of a side into the gutter and from there into a side. */
function sides(from: Box, to: Box, boxes: readonly Box[]): { leave: Side; enter: Side } {
  const [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)]
  const between = boxes.some(({ row, column }) => column === from.column && row > top && row < bottom)
  if (from.column === to.column && !between)
    return from.row > to.row ? { leave: 'top', enter: 'bottom' } : { leave: 'bottom', enter: 'top' }
  if (from.column < to.column) return { leave: 'right', enter: 'left' }
  if (from.column > to.column) return { leave: 'left', enter: 'right' }
  // Around what stands between, on the side where less of it has neighbours to be linked with.
  const neighbours = (column: number) => boxes.filter((box) => box.column === column && box.row > top && box.row < bottom).length
  const side = neighbours(from.column - 1) < neighbours(from.column + 1) ? 'left' : 'right'
  return { leave: side, enter: side }
}

function corners(course: Course, courses: readonly Course[]): [number, number][] {
  const { from, to, leave, enter } = course
  const [x1, y1] = port(from, leave, to, courses)
  const [x2, y2] = port(to, enter, from, courses)
  if (leave === 'top' || leave === 'bottom') {
    const half = (y1 + y2) / 2
    return [
      [x1, y1],
      [x1, half],
      [x2, half],
      [x2, y2],
    ]
  }
  const lane = enter === 'left' ? to.x - GUTTER.x / 2 : to.x + BOX.width + GUTTER.x / 2
  return [
    [x1, y1],
    [lane, y1],
    [lane, y2],
    [x2, y2],
  ]
}

/** Where on a side of a box a link ends: in its middle what leads straight on, apart from that and from each other what turns. */
function port(box: Box, side: Side, other: Box, courses: readonly Course[]): [number, number] {
  const upright = side === 'top' || side === 'bottom'
  const turn = (to: Box) => (upright ? Math.sign(to.column - box.column) : Math.sign(to.row - box.row))
  const ends = courses.flatMap(({ from, to, leave, enter }) => [
    ...(from === box && leave === side ? [to] : []),
    ...(to === box && enter === side ? [from] : []),
  ])
  const alike = ends.filter((end) => turn(end) === turn(other))
  const offset = turn(other) * APART * (alike.indexOf(other) + 1)
  if (upright) return [box.x + BOX.width / 2 + offset, side === 'top' ? box.y : box.y + BOX.height]
  return [side === 'left' ? box.x : box.x + BOX.width, box.y + BOX.height / 2 + offset]
}

function mirror({ width, height, bands, boxes, paths }: Omit<Drawing, 'paths'> & { paths: Route[] }): Drawing {
  return {
    width,
    height,
    bands,
    boxes: boxes.map((box) => ({ ...box, x: width - box.x - BOX.width })),
    paths: paths.map(({ kind, corners }) => asPath({ kind, corners: corners.map(([x, y]) => [width - x, y]) })),
  }
}

/** Corners that do not turn are left out. */
function asPath({ kind, corners }: Route): Path {
  const [first, ...rest] = corners
  if (!first) return { kind, d: '' }
  let [x, y] = first
  let d = `M${x} ${y}`
  for (const [nextX, nextY] of rest) {
    if (nextX !== x) d += `H${nextX}`
    if (nextY !== y) d += `V${nextY}`
    ;[x, y] = [nextX, nextY]
  }
  return { kind, d }
}
