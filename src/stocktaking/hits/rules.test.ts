import { expect, test } from 'vitest'
import { firstWords, roleOf, statusOf } from './rules.ts'

test.each([
  ['Radio for all', 20, 'Radio for all'],
  ['  Radio\n\n for\tall ', 20, 'Radio for all'],
  ['Radio for the villages', 14, 'Radio for the…'],
  ['广播村庄网络', 3, '广播村…'],
  ['📻📻📻', 2, '📻📻…'],
])('the first words of %j in %i characters', (text, longest, shown) => expect(firstWords(text, longest)).toBe(shown))

test.each([
  [1, 'pipeline'],
  [6, 'suspended'],
  [7, null],
  [null, null],
])('status %s', (code, status) => expect(statusOf(code)).toBe(status))

test.each([
  [1, 'funding'],
  [4, 'implementing'],
  [0, null],
  [null, null],
])('role %s', (code, role) => expect(roleOf(code)).toBe(role))
