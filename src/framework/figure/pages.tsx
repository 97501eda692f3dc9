/** The figure, drawn on the server; the table below it says the same. */
import { BOX, draw, type Level, type LinkKind, type Node } from './rules.ts'

type Words = {
  /** What the figure shows, and that a table follows. */
  label: string
  scroll: string
  key: string
  level: (level: Level) => string
  link: (kind: LinkKind) => string
  paragraph: (paragraph: string) => string
}
type Props = { processes: readonly Node[]; dir: 'ltr' | 'rtl'; words: Words }

export function Figure({ processes, dir, words }: Props) {
  const { width, height, bands, boxes, paths } = draw(processes, dir)
  /** Where a line of text begins: text runs from there as the page is read. */
  const start = (x: number) => (dir === 'rtl' ? x + BOX.width - 12 : x + 12)
  return (
    <figure class="graph">
      <section class="scroll" tabindex={0} aria-label={words.scroll}>
        <svg viewBox={`0 0 ${width} ${height}`} class="full" role="img" aria-label={words.label}>
          <Arrow />
          {bands.map(({ level, y }) => (
            <>
              <path d={`M0 ${y}.5h${width}`} class="rule" />
              <text x={dir === 'rtl' ? width : 0} y={y + 20} font-size="13" font-weight="650">
                {words.level(level)}
              </text>
            </>
          ))}
          <g fill="none" stroke="currentColor" stroke-width="1.5" marker-end="url(#arrow)">
            {paths.map(({ d, kind }) => (
              <Link d={d} kind={kind} />
            ))}
          </g>
          {boxes.map(({ x, y, lines, paragraph }) => (
            <>
              <rect x={x} y={y} width={BOX.width} height={BOX.height} rx="6" class="box" />
              <text x={start(x)} y={y + 19} font-size="12" class="soft">
                {words.paragraph(paragraph)}
              </text>
              <text font-size="13.5">
                {lines.map((line, index) => (
                  <tspan x={start(x)} y={y + 38 + index * 17}>
                    {line}
                  </tspan>
                ))}
              </text>
            </>
          ))}
        </svg>
      </section>
      <figcaption>
        <ul class="key" aria-label={words.key}>
          {(['reports-to', 'feeds', 'part-of'] as const).map((kind) => (
            <li>
              <svg viewBox="0 0 28 16" aria-hidden="true">
                <g fill="none" stroke="currentColor" stroke-width="1.5" marker-end="url(#arrow)">
                  <Link d={dir === 'rtl' ? 'M27 8H3' : 'M1 8H25'} kind={kind} />
                </g>
              </svg>
              {words.link(kind)}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  )
}

/** Told apart by their strokes: whole, long, short. */
const DASHES: Readonly<Record<LinkKind, string | undefined>> = { 'reports-to': undefined, feeds: '8 4', 'part-of': '2 4' }

function Link({ d, kind }: { d: string; kind: LinkKind }) {
  return <path d={d} stroke-dasharray={DASHES[kind]} />
}

function Arrow() {
  return (
    <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">
      <path d="M0 0 8 4 0 8z" fill="currentColor" stroke="none" />
    </marker>
  )
}
