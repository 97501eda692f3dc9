/** Circles of areas too small to be drawn. Neighbours would cover each other, so they give way until each can be seen. */
import { type Point, WORLD } from './map-shapes.ts'

/** Far more than it takes; nothing depends on its end being reached. */
const ROUNDS = 200

/** In the same order, moved as little as it takes for none to cover another or to leave the map. */
export function apart(points: readonly Point[], radius: number): Point[] {
  const moved = points.map(([x, y]) => ({ x: inside(x, WORLD.width, radius), y: inside(y, WORLD.height, radius) }))
  for (let round = 0; round < ROUNDS && pushAll(moved, 2 * radius); round += 1);
  return moved.map(({ x, y }) => [Math.round(inside(x, WORLD.width, radius)), Math.round(inside(y, WORLD.height, radius))])
}

const EDGE = 4
const inside = (at: number, length: number, radius: number) => Math.max(radius + EDGE, Math.min(length - radius - EDGE, at))

type Movable = { x: number; y: number }

/** Whether anything had to move. */
function pushAll(all: readonly Movable[], distance: number): boolean {
  let any = false
  for (const [index, one] of all.entries()) {
    for (let next = index + 1; next < all.length; next += 1) {
      const other = all[next]
      if (other && push(one, other, distance)) any = true
    }
  }
  return any
}

/** Half each, along the line between them; what lies on one spot is parted sideways. A hair is left to rounding. */
function push(one: Movable, other: Movable, distance: number): boolean {
  const [dx, dy] = [other.x - one.x, other.y - one.y]
  if (Math.abs(dx) >= distance || Math.abs(dy) >= distance) return false
  const now = Math.hypot(dx, dy)
  if (now >= distance - 0.1) return false
  const [x, y] = now === 0 ? [1, 0] : [dx / now, dy / now]
  const half = (distance - now) / 2
  one.x -= x * half
  one.y -= y * half
  other.x += x * half
  other.y += y * half
  return true
}
