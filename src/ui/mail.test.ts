/** A mail as it is read: as text, and as HTML in both directions. */
import { describe, expect, test } from 'vitest'
import { type Language, View } from '../platform/i18n.ts'
import { readWords } from '../words.ts'
import { type MailParts, mailOf } from './mail.tsx'

const { catalogues, complete } = readWords('.')
const site = {
  languages: complete,
  origin: 'https://lines.example.org',
  contact: null,
  mailDomain: null,
  planTitles: { en: 'WSIS <Plan> of Action', ar: 'خطة عمل جنيف' },
  stylesheet: '/style.css',
  passkeyScript: '/passkey.js',
  provider: null,
  draftScript: '/draft.js',
}
const viewIn = (language: Language) => new View({ language, catalogues, path: '/', now: new Date('2026-02-24T12:00:00Z'), site })

const invitation = (view: View): MailParts => ({
  view,
  subject: 'You are invited',
  paragraphs: [
    'Amina <script> & her team invite you.',
    { quote: 'مرحبا\nsee you & yours', language: 'ar' },
    { list: ['18 May, 10:00 UTC', 'Geneva'] },
    { code: 'KQ7-R2M' },
  ],
  button: { label: 'Answer', address: 'https://lines.example.org/en/answer?a=1&b=2' },
  why: 'You get this because you are in the team of C7.',
  stop: { address: 'https://lines.example.org/en/stop/7', oneClick: 'https://lines.example.org/stop/7' },
})

describe('in English', () => {
  const mail = mailOf(invitation(viewIn('en')))

  test('the text has every sentence, and says why it came and how to stop it', () => {
    expect(mail.text).toBe(`Amina <script> & her team invite you.

> مرحبا
> see you & yours

- 18 May, 10:00 UTC
- Geneva

    KQ7-R2M

Answer
https://lines.example.org/en/answer?a=1&b=2

-- 
You get this because you are in the team of C7.
To stop these mails: https://lines.example.org/en/stop/7
Actionlines · WSIS <Plan> of Action
https://lines.example.org
`)
    expect({ subject: mail.subject, unsubscribe: mail.unsubscribe, secret: mail.secret }).toEqual({
      subject: 'You are invited',
      unsubscribe: 'https://lines.example.org/stop/7',
      secret: false,
    })
  })

  test('the HTML has the same sentences, with what was typed as text', async () => {
    const html = String(await mail.html)
    expect(html.slice(0, 52)).toBe('<!doctype html>\n<html lang="en" dir="ltr"><head><met')
    expect(sentencesOf(html)).toEqual([
      'You are invited',
      'Actionlines · WSIS &lt;Plan&gt; of Action',
      'Amina &lt;script&gt; &amp; her team invite you.',
      'مرحبا',
      'see you &amp; yours',
      '18 May, 10:00 UTC',
      'Geneva',
      'KQ7-R2M',
      'Answer',
      'If the button does not work, copy this address into your browser:',
      'https://lines.example.org/en/answer?a=1&amp;b=2',
      'You get this because you are in the team of C7.',
      'Stop these mails',
      'Actionlines · WSIS &lt;Plan&gt; of Action',
    ])
    expect(html).toContain('<blockquote dir="auto" lang="ar" ')
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, address]) => address)).toEqual([
      'https://lines.example.org/en/answer?a=1&amp;b=2',
      'https://lines.example.org/en/stop/7',
      'https://lines.example.org/en/',
    ])
  })
})

test('in Arabic it runs from right to left, and its codes and addresses do not', async () => {
  const html = String(await mailOf(invitation(viewIn('ar'))).html)
  expect(html).toContain('<html lang="ar" dir="rtl">')
  expect(html).toContain('إذا لم يعمل الزر، فانسخ هذا العنوان إلى متصفحك:<br/><span dir="ltr">https://')
  expect(html).toMatch(/<p dir="ltr" style="[^"]*">KQ7-R2M<\/p>/)
  expect(html).not.toMatch(/(margin|padding|border)-(left|right)|text-align/)
})

test('a heading, and sentences that each lead somewhere', async () => {
  const view = viewIn('en')
  const links = [
    { text: 'Bob <b> asks.', label: 'Look', address: 'https://lines.example.org/en/a?b=1&c=2' },
    { text: 'Eve asks.', label: 'Look', address: 'https://lines.example.org/en/b' },
  ]
  const { text, html } = mailOf({ view, subject: 'Two things', paragraphs: [{ heading: 'Requests & more' }, { links }], why: 'You act.' })
  expect(text.split('\n-- ')[0]).toBe(`* Requests & more

- Bob <b> asks.
  https://lines.example.org/en/a?b=1&c=2
- Eve asks.
  https://lines.example.org/en/b
`)
  expect(sentencesOf(String(await html)).slice(2, 7)).toEqual(['Requests &amp; more', 'Bob &lt;b&gt; asks.', 'Look', 'Eve asks.', 'Look'])
  expect(String(await html)).toContain('<br/><a href="https://lines.example.org/en/a?b=1&amp;c=2">Look</a></li>')
})

test('a mail without a button and nothing to stop has neither', async () => {
  const { text, html, unsubscribe } = mailOf({ view: viewIn('en'), subject: 'Taken up', paragraphs: ['Thank you.'], why: 'You asked.' })
  expect(text).toBe('Thank you.\n\n-- \nYou asked.\nActionlines · WSIS <Plan> of Action\nhttps://lines.example.org\n')
  expect(unsubscribe).toBeUndefined()
  expect(String(await html)).not.toMatch(/undefined|false|null|Stop/)
})

function sentencesOf(html: string): string[] {
  return html
    .split(/<[^>]*>|\n/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
}
