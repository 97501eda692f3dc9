/** A file on its way: pieces are gathered, compressed and handed on at the pace of the reader. */
import { PassThrough, pipeline, Readable, type Transform } from 'node:stream'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'
import type { Encoding } from './cache.ts'
import type { Chunks } from './http.ts'

type Piece = string | Uint8Array

/** What to do when the pieces fail after the first has been sent: the reader must not take what came for the whole. */
type Failed = (error: Error) => 'broken off' | 'told'

/**
 * The body of a streamed answer. Waits for the first piece and throws what that throws.
 *
 * @param failed is called once when a later piece fails; 'broken off': the connection is gone, so nothing more is handed on;
 *   'told': there is none to break, so the reader of the body gets the error
 */
export async function streamed(chunks: Chunks, encoding: Encoding, failed: Failed): Promise<ReadableStream<Uint8Array>> {
  const pieces = chunks[Symbol.asyncIterator]()
  const first = await pieces.next()
  const compressed = compressor(encoding)
  // The failure reaches whoever reads `compressed`.
  pipeline(Readable.from(gathered(first, pieces)), compressed, () => undefined)
  const reader = compressed[Symbol.asyncIterator]()
  let gone = false
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.next()
          if (done) controller.close()
          else controller.enqueue(value)
        } catch (error) {
          if (gone) return
          const failure = error instanceof Error ? error : new Error('pieces failed')
          if (failed(failure) === 'told') controller.error(failure)
        }
      },
      // A generator that has not begun would not end its source, so that is ended here.
      async cancel() {
        gone = true
        compressed.destroy()
        await pieces.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

/** In bytes. Rows are short, and each call of the compressor costs more than a row. */
const ENOUGH = 64 * 1024

/** In milliseconds. A slow source is heard of all the same. */
const LONG = 1000

async function* gathered(first: IteratorResult<Piece>, pieces: AsyncIterator<Piece>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let bytes = 0
  let since = performance.now()
  for (let piece = first; !piece.done; piece = await pieces.next()) {
    const buffer = Buffer.from(piece.value)
    held.push(buffer)
    bytes += buffer.length
    if (bytes < ENOUGH && performance.now() - since < LONG) continue
    yield Buffer.concat(held)
    held = []
    bytes = 0
    since = performance.now()
  }
  if (bytes > 0) yield Buffer.concat(held)
}

/** A reader may be slow and there may be many: each holds its window, of 256 KB, which costs a hundredth of the size. */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 }

/** What has been gathered goes out at once: both flush after each write. */
function compressor(encoding: Encoding): Transform {
  if (encoding === 'br') {
    return createBrotliCompress({ flush: constants.BROTLI_OPERATION_FLUSH, params: BROTLI })
  }
  return encoding === 'gzip' ? createGzip({ flush: constants.Z_SYNC_FLUSH }) : new PassThrough()
}
