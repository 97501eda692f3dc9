/** Typed arrays that grow. */

/** Room that is made at once. */
export const FIRST = 1024

/** A copy with at least twice the room; the same where there is room enough. */
export function grown<Numbers extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(
  numbers: Numbers,
  kind: new (length: number) => Numbers,
  least: number,
): Numbers {
  if (least <= numbers.length) return numbers
  const more = new kind(Math.max(least, numbers.length * 2))
  more.set(numbers)
  return more
}
