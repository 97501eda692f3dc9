/** Arrays as JSON, an entry to a line, so that a program may also read them line by line. */

export function jsonArray(entries: readonly object[]): string {
  return entries.length === 0 ? '[]\n' : `[\n${linesOf(entries)}\n]\n`
}

/** The same for any number of them, in pieces; returns how many there were. */
export async function* jsonArrayOf(pieces: AsyncIterable<readonly object[]>): AsyncGenerator<string, number> {
  let count = 0
  for await (const entries of pieces) {
    if (entries.length === 0) continue
    yield `${count === 0 ? '[\n' : ',\n'}${linesOf(entries)}`
    count += entries.length
  }
  yield count === 0 ? '[]\n' : '\n]\n'
  return count
}

const linesOf = (entries: readonly object[]) => entries.map((entry) => JSON.stringify(entry)).join(',\n')
