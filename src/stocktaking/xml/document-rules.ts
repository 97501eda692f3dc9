/** The outermost element of a file of IATI activities, and what stands before the first of them. */
import type { MissingPart } from './held.ts'

export type LeftOut = { missing: MissingPart; count: number }

const LACKS: Readonly<Record<MissingPart, string>> = {
  title: 'a title',
  description: 'a description',
  date: 'a date',
  status: 'a status',
  participant: 'an organisation that takes part, with what it does',
  reporter: 'an organisation that reports it',
}

/**
 * What stands before the activities: of `total` entries those that are `leftOut` are counted in the file's first comment, in English, for
 * who wonders. `generatedAt` is when the file was made, or what it is as of.
 */
export function documentStart({ generatedAt, leftOut, total }: { generatedAt: Date; leftOut: readonly LeftOut[]; total: number }): string {
  const root = `<iati-activities version="2.03" generated-datetime="${generatedAt.toISOString()}">`
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n<!-- ${sentences(leftOut, total)} -->\n`
}

export function documentEnd(): string {
  return '</iati-activities>\n'
}

function sentences(leftOut: readonly LeftOut[], total: number): string {
  const out = leftOut.reduce((sum, { count }) => sum + count, 0)
  const here = `Entries of this selection: ${total}. Here: ${total - out}.`
  if (out === 0) return `${here} None is left out.`
  const reasons = leftOut.map(({ missing, count }) => `${LACKS[missing]}: ${count}`)
  return `${here} Left out, because they lack what IATI 2.03 requires: ${out}, each counted once, by the first that it lacks (${reasons.join('; ')}).`
}
