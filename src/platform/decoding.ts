/** The text of a file in any encoding, as a stream. */
import { createReadStream } from 'node:fs'

const CHUNK_BYTES = 128 * 1024

/**
 * The encoding of a file: that of its byte order mark, else UTF-8 if all of it is that, else windows-1252, which most files are in
 * that call themselves latin-1. May read the file to its end.
 */
export async function encodingOf(file: string): Promise<string> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let first = true
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
      const mark = first ? markOf(chunk) : null
      if (mark !== null) return mark
      first = false
      utf8.decode(chunk, { stream: true })
    }
    utf8.decode()
    return 'utf-8'
  } catch (error) {
    if (isUndecodable(error)) return 'windows-1252'
    throw error
  }
}

/** Whether bytes are none in the encoding in which they were read. */
export function isUndecodable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
}

/** The name of an encoding that the Encoding Standard knows, else null. */
export function encodingNamed(label: string): string | null {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return null
  }
}

/** Bytes that are none in that encoding are an error with the code ERR_ENCODING_INVALID_ENCODED_DATA. */
export async function* textOf(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

function markOf(bytes: Buffer): string | null {
  const start = bytes.subarray(0, 3).toString('hex')
  if (start === 'efbbbf') return 'utf-8'
  return start.startsWith('fffe') ? 'utf-16le' : start.startsWith('feff') ? 'utf-16be' : null
}
