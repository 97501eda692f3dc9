/** A line's badge within a picture: the twin of badge.tsx. */
import { PAPER } from './chart-colours.ts'
import { widthOf } from './chart-text.ts'

const SIZE = 11.5
export const BADGE_HEIGHT = 19

export const badgeWidth = (code: string) => Math.ceil(widthOf(code, SIZE)) + 16

type Props = { code: string; colour: string; x: number; y: number; dir: 'ltr' | 'rtl' }

/** `x` is the side where reading begins. */
export function PictureBadge({ code, colour, x, y, dir }: Props) {
  const width = badgeWidth(code)
  const left = dir === 'rtl' ? x - width : x
  return (
    <>
      <rect x={left} y={y} width={width} height={BADGE_HEIGHT} rx={BADGE_HEIGHT / 2} fill={colour} />
      <text x={left + width / 2} y={y + 13.7} font-size={SIZE} font-weight="700" fill={PAPER} text-anchor="middle">
        {code}
      </text>
    </>
  )
}
