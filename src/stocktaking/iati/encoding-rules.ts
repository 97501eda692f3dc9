/** What bytes are: whether a file can be read as XML in UTF-8 at all, and from where on not. */
import { isUtf8 } from 'node:buffer'
import type { Refusal } from './refusal-rules.ts'

const UTF8_NAMES = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii'])

/** Why a file that begins like this is not read; null if it may be what it should be. Needs the first kilobyte. */
export function refusalOfStart(bytes: Buffer): Refusal | null {
  if (bytes.length === 0) return { reason: 'empty', params: {} }
  if (isCompressed(bytes)) return { reason: 'compressed', params: {} }
  const wide = wideEncodingOf(bytes)
  if (wide !== null) return { reason: 'utf16', params: { encoding: wide } }
  return refusalOfText(
    bytes
      .subarray(0, 1024)
      .toString('latin1')
      .replace(/^\u00ef\u00bb\u00bf/, ''),
  )
}

function refusalOfText(text: string): Refusal | null {
  const start = text.trimStart()
  if (start === '') return { reason: text.length < 1024 ? 'empty' : 'notXml', params: {} }
  if (/^<(!doctype\s+)?html\b/i.test(start)) return { reason: 'html', params: {} }
  if (!start.startsWith('<')) return { reason: 'notXml', params: {} }
  const encoding = /^<\?xml\b[^>]*?\bencoding\s*=\s*["']([^"']{1,100})["']/.exec(start)?.[1]
  return encoding === undefined || UTF8_NAMES.has(encoding.toLowerCase()) ? null : { reason: 'encoding', params: { encoding } }
}

/** gzip and zip. */
function isCompressed(bytes: Buffer): boolean {
  return (bytes[0] === 0x1f && bytes[1] === 0x8b) || bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))
}

/** XML 1.0, appendix F: by the byte order mark, or by the zero bytes around the first `<`. */
function wideEncodingOf(bytes: Buffer): string | null {
  const start = bytes.subarray(0, 4).toString('hex')
  if (start.startsWith('0000feff') || start === '0000003c') return 'UTF-32BE'
  if (start.startsWith('fffe0000') || start === '3c000000') return 'UTF-32LE'
  if (start.startsWith('feff') || start.startsWith('003c')) return 'UTF-16BE'
  return start.startsWith('fffe') || start.startsWith('3c00') ? 'UTF-16LE' : null
}

/** Why bytes are not read, and how many lines on that is; `offset` is where in the file they begin. */
export function refusalOfBytes(bytes: Buffer, offset: number): { refusal: Refusal; lines: number } | null {
  if (isUtf8(bytes)) return null
  const at = invalidAt(bytes)
  const value = `0x${bytes
    .subarray(at, at + 1)
    .toString('hex')
    .toUpperCase()}`
  return {
    refusal: { reason: 'notUtf8', params: { offset: offset + at, value } },
    lines: lineFeeds(bytes, 0, at),
  }
}

/** Where the first byte is that is not UTF-8: what stands for it in the text is three other bytes. */
function invalidAt(bytes: Buffer): number {
  const text = bytes.toString('utf8')
  let at = 0
  let from = 0
  for (let i = text.indexOf('\ufffd'); i !== -1; i = text.indexOf('\ufffd', from)) {
    at += Buffer.byteLength(text.slice(from, i))
    if (bytes.subarray(at, at + 3).toString('hex') !== 'efbfbd') return at
    at += 3
    from = i + 1
  }
  return at
}

/** How many of these bytes there are up to the last character of UTF-8 that is whole. */
export function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte < 0xc0) continue
    const width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return width > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** How many lines end between two places. */
export function lineFeeds(bytes: Buffer, from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) if (bytes[i] === 0x0a) count++
  return count
}
