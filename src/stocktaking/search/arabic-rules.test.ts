import { expect, test } from 'vitest'
import { withoutArticle, withoutParticles } from './arabic-rules.ts'

test.each([
  ['الحق', 'حق', 'حق'],
  ['والحقوق', 'حقوق', 'حقوق'],
  ['بالتعليم', 'تعليم', 'تعليم'],
  ['كالتمييز', 'تمييز', 'تمييز'],
  ['فالصحة', 'صحة', 'صحة'],
  ['للامومة', 'امومة', 'امومة'],
  ['وللنمو', 'نمو', 'نمو'],
  ['وبالصحة', 'صحة', 'صحة'],
  ['وحرية', 'وحرية', 'حرية'],
  ['لكرامته', 'لكرامته', 'كرامته'],
  ['ولاسرته', 'ولاسرته', 'اسرته'],
  ['الى', 'الى', 'الى'],
  ['وقت', 'وقت', 'وقت'],
  ['مجال', 'مجال', 'مجال'],
  ['الحق في الصحة', 'حق في صحة', 'حق في صحة'],
  ['e-health للجميع', 'e-health جميع', 'e-health جميع'],
])('%s has without its article %s, and without particles %s', (word, bare, barest) => {
  expect(withoutArticle(word)).toBe(bare)
  expect(withoutParticles(word)).toBe(barest)
})
