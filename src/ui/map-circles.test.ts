import { expect, test } from 'vitest'
import { apart } from './map-circles.ts'
import type { Point } from './map-shapes.ts'

test.each<[string, Point[], Point[]]>([
  ['alone stays', [[100, 100]], [[100, 100]]],
  [
    'far apart stay',
    [
      [100, 100],
      [120, 100],
    ],
    [
      [100, 100],
      [120, 100],
    ],
  ],
  [
    'close to each other give way, half each',
    [
      [100, 100],
      [104, 100],
    ],
    [
      [97, 100],
      [107, 100],
    ],
  ],
  [
    'on one spot stand side by side',
    [
      [100, 100],
      [100, 100],
    ],
    [
      [95, 100],
      [105, 100],
    ],
  ],
  ['at the edge stay on the map', [[959, 300]], [[951, 300]]],
])('circles %s', (_, points, expected) => expect(apart(points, 5)).toEqual(expected))
