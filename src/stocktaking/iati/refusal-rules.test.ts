import { expect, test } from 'vitest'
import { type RefusalReason, refusals, sentenceOf } from './refusal-rules.ts'

test('a refusal is a sentence with what it is about', () => {
  expect(sentenceOf({ reason: 'versionOne', params: { version: '1.05' } })).toBe(
    'The file is IATI 1.05. Versions 1.0x are not read: publish it, or convert it, as version 2.01 or later.',
  )
})

test('every reason is in whole sentences', () => {
  const reasons = Object.keys(refusals) as RefusalReason[]
  const sentences = reasons.map((reason) => sentenceOf({ reason, params: {} }))
  expect(sentences.filter((sentence) => !/^[A-Z].*(?:[.?]|NEW\.xml|first line\.|\{detail\}\.)$/.test(sentence))).toEqual([])
})

test('what a file says cannot steer the terminal', () => {
  expect(sentenceOf({ reason: 'encoding', params: { encoding: 'x\u001b[2J\u202e' } })).toContain('in x\ufffd[2J\ufffd. ')
})
