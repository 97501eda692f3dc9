/** A picture as a file of its own: paper, words for those who do not see it, fonts of the reader's system. No style of any kind: the policy of the site forbids it. */
import type { Child } from 'hono/jsx'
import { INK, PAPER, RULE } from './chart-colours.ts'
import { clean } from './chart-text.ts'

/** Whose language and direction a picture has. A View is one. */
export type Reader = { language: string; dir: 'ltr' | 'rtl' }
/** What a picture is called, and what it says in a sentence or two. */
export type Told = { title: string; desc: string }

/** Charts are drawn for a narrow screen first: letters of 14 in a width of 360 can be read at 288 pixels. */
export const CHART = { width: 360, pad: 16, inner: 328 }

/** Within a chart, so far from the side where reading begins. */
export const across = ({ dir }: Reader, at: number) => rounded(dir === 'rtl' ? CHART.width - CHART.pad - at : CHART.pad + at)

/** A tenth is as fine as anybody sees. */
export const rounded = (length: number) => Math.round(length * 10) / 10

type Props = Told & { reader: Reader; width: number; height: number; children: Child }

const FONTS = "system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans CJK SC', sans-serif"

/** `lang` chooses the letters where languages share them (Chinese); `direction` makes text start on the right. */
export function Frame({ reader, title, desc, width, height, children }: Props) {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      lang={reader.language}
      direction={reader.dir}
      role="img"
      aria-labelledby="title desc"
      font-family={FONTS}
    >
      <title id="title">{clean(title)}</title>
      <desc id="desc">{clean(desc)}</desc>
      <rect width={width} height={height} rx="8" fill={PAPER} />
      <rect x=".5" y=".5" width={width - 1} height={height - 1} rx="7.5" fill="none" stroke={RULE} />
      {children}
    </svg>
  )
}

/** In place of a picture that would show nothing. */
export function Empty({ text, width, height, size }: { text: string; width: number; height: number; size: number }) {
  return (
    <text x={width / 2} y={height / 2 + size / 3} font-size={size} fill={INK} text-anchor="middle">
      {clean(text)}
    </text>
  )
}
