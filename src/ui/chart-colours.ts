/**
 * The colours of pictures. A picture is a file of its own, shown where no style sheet reaches it and on dark pages too:
 * it carries its own light paper. The twin of the light colours in public/style.css; a test compares them.
 */

export const PAPER = '#fff'
export const INK = '#17212b'
export const SOFT = '#55606b'
export const RULE = '#d9d5ca'
/** What only guides the eye. */
export const FAINT = '#eae6dc'
/** Bars that stand for no line. */
export const BAR = '#0b4f79'

const LINES: ReadonlyMap<string, string> = new Map([
  ['c1', '#8a3b12'],
  ['c2', '#0b5a8f'],
  ['c3', '#2f6b2f'],
  ['c4', '#7a4a00'],
  ['c5', '#a11d33'],
  ['c6', '#4b4a8f'],
  ['c7', '#00695f'],
  ['c8', '#8a2a6d'],
  ['c9', '#3d5a00'],
  ['c10', '#5b3c88'],
  ['c11', '#3a4a57'],
])

/** A line's colour by its slug; the eight of C7 share one, and lines of another plan have that of all bars. */
export function lineColour(slug: string): string {
  return LINES.get(slug.split('-')[0] ?? '') ?? BAR
}

/** Classes of a map from few to many: one hue, even steps of lightness, so that any eye can order them, on paper in grey too. */
export const SHADES = ['#b5d3e7', '#7fb0d3', '#4a8abb', '#1f6399', '#0a3a63'] as const
/** Where there is nothing on record. */
export const NONE = '#e9e5da'
