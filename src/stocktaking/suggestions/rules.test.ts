import { describe, expect, test } from 'vitest'
import { SHARED, sharedPresent } from '../../../test/shared.ts'
import { readActivities } from '../iati/index.ts'
import { readSuggestions } from './reader.ts'
import { compile, suggestLines } from './rules.ts'

const TABLES = compile({
  rules: [
    { sectorVocabulary: '1', sector: '22040', line: 'c2', needsIctWord: false },
    { sectorVocabulary: '1', sector: '12*', line: 'c7-e-health', needsIctWord: true },
    { sectorVocabulary: '1', sector: '12191', line: 'c4', needsIctWord: true },
    { sectorVocabulary: '2', sector: '120', line: 'c7-e-health', needsIctWord: true },
  ],
  words: [
    { language: 'en', word: 'ict' },
    { language: 'en', word: 'e-health' },
    { language: 'en', word: 'telemedic*' },
    { language: 'en', word: 'information system*' },
    { language: 'fr', word: 'télémédecine' },
    { language: 'ru', word: 'цифров*' },
    { language: 'zh', word: '远程医疗' },
    { language: 'ar', word: 'إنترنت' },
    { language: 'ar', word: 'التطبيب عن بُعد' },
  ],
})

const text = (language: string, title: string, description: string | null = null) => ({
  language,
  title,
  description,
  objectives: null,
  targetGroups: null,
  other: null,
})
const sector = (code: string, vocabulary = '1') => ({ vocabulary, code, name: null, percentage: null })

function suggested(title: string, language = 'en', sectors = [sector('12110')], lines: string[] = []) {
  return suggestLines(TABLES, { texts: [text(language, title)], sectors, lines })
}

describe('a sector', () => {
  test('of these technologies suffices alone', () => {
    expect(suggested('Roads', 'en', [sector('22040')])).toEqual([{ line: 'c2', sector: '22040', word: null }])
  })

  test('of another domain needs a word', () => {
    expect(suggested('Hospital beds')).toEqual([])
    expect(suggested('Telemedicine for Nyeri')).toEqual([{ line: 'c7-e-health', sector: '12110', word: 'Telemedicine' }])
  })

  test.each([
    ['another vocabulary', [sector('22040', '99')], []],
    ['another vocabulary with a code of its own', [sector('120', '2')], ['c7-e-health']],
    ['a longer code', [sector('220401')], []],
    ['a code of two rows', [sector('12191')], ['c7-e-health', 'c4']],
    ['several sectors, of which the first counts', [sector('12220'), sector('22040'), sector('12110')], ['c7-e-health', 'c2']],
    ['none', [], []],
  ])('%s', (_, sectors, lines) => expect(suggested('ICT', 'en', sectors).map(({ line }) => line)).toEqual(lines))

  test('does not suggest what the entry states', () => {
    expect(suggested('ICT', 'en', [sector('12191'), sector('22040')], ['c2', 'c4'])).toEqual([
      { line: 'c7-e-health', sector: '12191', word: 'ICT' },
    ])
  })
})

describe('a word', () => {
  test.each([
    ['en', 'Using ICT in clinics', 'ICT'],
    ['en', 'Using (ict).', 'ict'],
    ['en', 'District hospitals', null],
    ['en', 'ICT4 hospitals', null],
    ['en', 'An e-health plan', 'e-health'],
    ['en', 'An E\u2011Health plan', 'E\u2011Health'],
    ['en', 'Vitamin E. Health for all', null],
    ['en', 'Health information\n systems', 'information\n systems'],
    ['en', 'Information for systems', null],
    ['en', 'Télémédicine', 'Télémédicine'],
    ['en', 'La télémédecine', null],
    ['fr', 'La TELEMEDECINE', 'TELEMEDECINE'],
    ['fr', 'La te\u0301le\u0301me\u0301decine', 'te\u0301le\u0301me\u0301decine'],
    ['fr', 'Telemedicine', null],
    ['ru', 'Цифровое здравоохранение', 'Цифровое'],
    ['zh', '农村远程医疗网络', '远程医疗'],
    ['ar', 'استخدام الإنترنت في الصحة', 'إنترنت'],
    ['ar', 'والانترنت', 'انترنت'],
    ['ar', 'مشروع التطبيب عن بعد', 'التطبيب عن بعد'],
    ['ar', 'والتطبيب عن بُعد', 'التطبيب عن بُعد'],
    ['ar', 'شبانترنت', null],
    ['und', 'La télémédecine', 'télémédecine'],
    ['und', 'Telemedicine', 'Telemedicine'],
    ['sw', 'Telemedicine', 'Telemedicine'],
    ['sw', '远程医疗', '远程医疗'],
  ])('in %s: %s', (language, title, word) => {
    expect(suggested(title, language).map((one) => one.word)).toEqual(word === null ? [] : [word])
  })

  test('of several the first in the texts, titles first', () => {
    const texts = [text('en', 'Clinics', 'With ICT.'), text('fr', 'La télémédecine')]
    expect(suggestLines(TABLES, { texts, sectors: [sector('12110')], lines: [] })).toEqual([
      { line: 'c7-e-health', sector: '12110', word: 'ICT' },
    ])
  })
})

test('the tables that ship can be read', () => {
  const tables = readSuggestions('data')
  expect(suggestLines(tables, { texts: [], sectors: [sector('22040')], lines: [] })).toEqual([{ line: 'c2', sector: '22040', word: null }])
})

describe.skipIf(!sharedPresent)('real entries', () => {
  test('of health are suggested for e-health only where the text speaks of technology', async () => {
    const tables = readSuggestions('data')
    const words: (string | null)[] = []
    let entries = 0
    for await (const reading of readActivities(`${SHARED}/iati/activities/who-arg.xml`, { vocabularyUri: '' })) {
      if (reading.kind !== 'record') continue
      entries++
      const suggestions = suggestLines(tables, reading.record)
      expect(suggestions.filter(({ line }) => line !== 'c7-e-health')).toEqual([])
      words.push(...suggestions.map(({ word }) => word))
    }
    expect([entries, words.length]).toEqual([157, 28])
    expect(words).not.toContain(null)
  })
})
