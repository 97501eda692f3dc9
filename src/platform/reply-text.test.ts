import { expect, test } from 'vitest'
import { newTextIn } from './reply-text.ts'

const NEW = 'Gladly: come on Monday.\n\nAda'
const OLD = 'Can you help us?\nBob'
const QUOTED = '> Can you help us?\n> Bob'

test.each([
  ['nothing but new text', NEW],
  ['a signature', `${NEW}\n-- \nAda Obi\n+254 1`],
  ['a signature whose space was lost', `${NEW}\n--\nAda Obi`],
  ['English', `${NEW}\n\nOn Tue, 24 Feb 2026 at 12:00, Actionlines <desk@lines.example.org> wrote:\n\n${QUOTED}`],
  [
    'English, broken where the line was full',
    `${NEW}\n\nOn Tue, 24 Feb 2026 at 12:00, Actionlines\n<desk@lines.example.org> wrote:\n${QUOTED}`,
  ],
  ['English, and the old text not marked', `${NEW}\n\nOn Tue, 24 Feb 2026, Actionlines wrote:\n${OLD}`],
  ['French', `${NEW}\n\nLe mar. 24 févr. 2026 à 12:00, Actionlines <desk@lines.example.org> a écrit :\n${QUOTED}`],
  ['Spanish', `${NEW}\n\nEl mar, 24 feb 2026 a las 12:00, Actionlines (<desk@lines.example.org>) escribió:\n${QUOTED}`],
  ['Russian', `${NEW}\n\nвт, 24 февр. 2026 г. в 12:00, Actionlines <desk@lines.example.org>:\n${QUOTED}`],
  ['Russian, another program', `${NEW}\n\n24.02.2026 12:00, Actionlines пишет:\n${QUOTED}`],
  ['Chinese', `${NEW}\n\nActionlines <desk@lines.example.org> 于2026年2月24日周二 12:00写道：\n${QUOTED}`],
  ['Arabic', `${NEW}\n\nفي الثلاثاء، 24 فبراير 2026 في 12:00 م تمت كتابة ما يلي بواسطة Actionlines <desk@lines.example.org>:\n${QUOTED}`],
  ['Arabic, another program', `${NEW}\n\nبتاريخ 24 فبراير 2026، كتب Actionlines:\n${QUOTED}`],
  ['Outlook', `${NEW}\n\n-----Original Message-----\nFrom: Actionlines\nSent: Tuesday\n\n${OLD}`],
  ['Outlook in French', `${NEW}\n\n-----Message d’origine-----\nDe : Actionlines\n\n${OLD}`],
  ['Outlook in Chinese', `${NEW}\n\n-----原始邮件-----\n发件人: Actionlines\n\n${OLD}`],
  [
    'Outlook with a rule',
    `${NEW}\n\n________________________________\nFrom: Actionlines <desk@lines.example.org>\nSent: Tuesday\nTo: Ada\n\n${OLD}`,
  ],
  ['Outlook in Spanish, without a rule', `${NEW}\n\nDe: Actionlines\nEnviado: martes\nPara: Ada\n\n${OLD}`],
  ['Outlook in Russian, in bold', `${NEW}\n\n*От:* Actionlines\n*Отправлено:* вторник\n\n${OLD}`],
  ['a telephone', `${NEW}\n\nSent from my iPhone\n\nOn 24 Feb 2026, at 12:00, Actionlines <desk@lines.example.org> wrote:\n\n${QUOTED}`],
  ['lines of Windows', `${NEW}\n-- \nAda`.replaceAll('\n', '\r\n')],
  ['an answer below', `On Tue, 24 Feb 2026, Actionlines wrote:\n${QUOTED}\n\n${NEW}`],
])('what is new: %s', (_, text) => {
  expect(newTextIn(text)).toBe(NEW)
})

test.each([
  ['answers between the lines', `On Tuesday, Bob wrote:\n> When?\nMonday.\n> Where?\nIn Nakuru.`, 'Monday.\nIn Nakuru.'],
  [
    'a sentence that begins like a mark',
    'On Monday we wrote to the minister. From: nobody.\nGood.',
    'On Monday we wrote to the minister. From: nobody.\nGood.',
  ],
  ['a list that begins with dashes', 'We have:\n-- radio\n- light', 'We have:\n-- radio\n- light'],
  ['only what is old', `On Tuesday, Bob wrote:\n${QUOTED}`, ''],
  ['nothing', ' \n', ''],
])('%s', (_, text, left) => {
  expect(newTextIn(text)).toBe(left)
})
