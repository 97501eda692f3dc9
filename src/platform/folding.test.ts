import { describe, expect, test } from 'vitest'
import { fold, spaced, spacedAsked } from './folding.ts'

describe('folded', () => {
  test.each([
    ['Radio', 'radio'],
    ['ÉGALITÉ', 'egalite'],
    ['Côte d’Ivoire', 'cote d’ivoire'],
    ['Señalización', 'senalizacion'],
    ['Überwachung', 'uberwachung'],
    ['Straße', 'strasse'],
    ['Œuvre', 'oeuvre'],
    ['Łódź', 'lodz'],
    ['Ærø', 'aero'],
    ['İstanbul, Iğdır', 'istanbul, igdir'],
    ['Việt Nam', 'viet nam'],
    ['Ελλάδα', 'ελλαδα'],
    ['Ёлка', 'елка'],
    ['Йод и май', 'йод и май'],
    ['и\u0301скра', 'искра'],
    ['украї\u0301на', 'украіна'],
    ['مُحَمَّد', 'محمد'],
    ['أحرار إلى آراء', 'احرار الى اراء'],
    ['مســـاواة', 'مساواة'],
    ['教育', '教育'],
    ['e\u0301le\u0300ve', 'eleve'],
    ['', ''],
  ])('%j is %j', (text, folded) => expect(fold(text)).toBe(folded))

  test.each(['Ёлка', 'й', 'ÉGALITÉ', 'İ', 'أحرار', 'ŒUVRE ß'])('%j twice is as once', (text) => expect(fold(fold(text))).toBe(fold(text)))
})

describe('as words', () => {
  const words = (text: string) => text.split(' ').filter((word) => word !== '')

  test.each([
    ['Radio for All', ['radio', 'for', 'all']],
    ['HIV/AIDS and radio/television', ['hiv', 'aids', 'and', 'radio', 'television']],
    ['services.This is new', ['services', 'this', 'is', 'new']],
    ['https://example.org/a_b?c=d', ['https', 'example', 'org', 'a', 'b', 'c', 'd']],
    ['desk@example.org', ['desk', 'example', 'org']],
    ['<b>radio</b> &amp; R&D', ['b', 'radio', 'b', 'amp', 'r', 'd']],
    ['version 2.03, 3.5 %', ['version', '2.03', '3.5']],
    ['COVID-19', ['covid', '19']],
    ['e-health', ['e-health']],
    ['well‐being, co‑operation', ['well-being', 'co-operation']],
    ['2010–2015', ['2010', '2015']],
    ['l’éducation d\u2019abord', ['l', 'éducation', 'd', 'abord']],
    ['«Право» — всем!', ['право', 'всем']],
    ['infor\u00admation \u200erural\u200f', ['information', 'rural']],
    ['می\u200cشود', ['میشود']],
    ['ＩＣＴ２０３０', ['ict2030']],
    ['nul\0and\u0007bell', ['nul', 'and', 'bell']],
    ['\ud800 alone', ['alone']],
  ])('%j', (text, expected) => {
    expect(words(spaced(text))).toEqual(expected)
    expect(words(spacedAsked(text))).toEqual(expected)
  })

  test.each([
    ['教育', ['教育', '育'], ['教育']],
    ['社会保障。', ['社会', '会保', '保障', '障'], ['社会', '会保', '保障']],
    ['水', ['水'], ['水']],
    ['2030年e-health教育', ['2030', '年', 'e-health', '教育', '育'], ['2030', '年', 'e-health', '教育']],
    ['インターネット', ['イン', 'ンタ', 'ター', 'ーネ', 'ネッ', 'ット', 'ト'], ['イン', 'ンタ', 'ター', 'ーネ', 'ネッ', 'ット']],
    ['𠀀𠀁𠀂', ['𠀀𠀁', '𠀁𠀂', '𠀂'], ['𠀀𠀁', '𠀁𠀂']],
    ['ภาษาไทย', ['ภาษา', 'ไทย'], ['ภาษา', 'ไทย']],
  ])('%j without spaces, as it is kept and as it is asked for', (text, kept, asked) => {
    expect(words(spaced(text))).toEqual(kept)
    expect(words(spacedAsked(text))).toEqual(asked)
  })
})
