/**
 * The frame of every mail. Its sentences are written once: the plain text and the HTML are two prints of the same blocks.
 *
 * One column, no tables, no pictures, nothing fetched from anywhere. Programs that read mail drop style sheets, so here and nowhere
 * else styles stand in the elements; they name no side, so that Arabic needs none of its own.
 */
import { html, raw } from 'hono/html'
import type { Html } from '../platform/http.ts'
import type { Language, View } from '../platform/i18n.ts'
import type { Rendered } from '../platform/mail.ts'
import { strings } from './mail-strings.ts'

/**
 * A paragraph; a heading; a list; a list of sentences, each with where it leads; a code to be typed, set large; what somebody wrote, in its
 * own language and direction.
 */
export type Block =
  | string
  | { heading: string }
  | { list: readonly string[] }
  | { links: readonly { text: string; label: string; address: string }[] }
  | { code: string }
  | { quote: string; language: Language | null }

export type MailParts = {
  view: View
  subject: string
  paragraphs: readonly Block[]
  /** What to do: `address` is whole, with its scheme. */
  button?: { label: string; address: string }
  /** A sentence that says why this mail came. */
  why: string
  /** The page where such mails are stopped. `oneClick`: an address that stops them when it is posted to (RFC 8058). */
  stop?: { address: string; oneClick?: string }
  secret?: boolean
}

/** The mail in words, as the outbox takes it. */
export function mailOf(parts: MailParts): Rendered {
  const { subject, stop, secret = false } = parts
  const unsubscribe = stop?.oneClick && { unsubscribe: stop.oneClick }
  return { subject, text: textOf(parts), html: htmlOf(parts), secret, ...unsubscribe }
}

/** RFC 3676 §4.3: programs that answer a mail leave out what stands below this line. */
const SIGNATURE = '-- '

function textOf({ view, paragraphs, button, why, stop }: MailParts): string {
  const t = view.words(strings)
  const action = button ? [`${button.label}\n${button.address}`] : []
  const footer = [SIGNATURE, why, ...(stop ? [t('stopAt', { address: stop.address })] : []), signature(view), view.site.origin]
  return `${[...paragraphs.map(blockText), ...action, footer.join('\n')].join('\n\n')}\n`
}

function blockText(block: Block): string {
  if (typeof block === 'string') return block
  if ('heading' in block) return `* ${block.heading}`
  if ('list' in block) return block.list.map((item) => `- ${item}`).join('\n')
  if ('links' in block) return block.links.map(({ text, address }) => `- ${text}\n  ${address}`).join('\n')
  if ('code' in block) return `    ${block.code}`
  return block.quote
    .split(/\r\n|\r|\n/)
    .map((line) => `> ${line}`)
    .join('\n')
}

const STYLE = {
  body: 'margin:0;padding:24px 16px;background:#ffffff;color:#1b1f24;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,Arial,sans-serif',
  column: 'max-width:560px;margin:0 auto',
  name: 'margin:0 0 24px;font-weight:700',
  heading: 'margin:24px 0 8px;font-size:18px',
  paragraph: 'margin:0 0 16px',
  code: 'margin:0 0 16px;font:700 28px/1.3 ui-monospace,Consolas,monospace;letter-spacing:4px',
  quote: 'margin:0 0 16px;padding:0 16px;border-inline-start:3px solid #c5ccd3;white-space:pre-line',
  button: 'display:inline-block;padding:12px 20px;border-radius:6px;background:#0b5cad;color:#ffffff;font-weight:700;text-decoration:none',
  address: 'margin:0 0 16px;font-size:14px;color:#4a525a;overflow-wrap:anywhere',
  footer: 'margin:32px 0 0;padding:16px 0 0;border-top:1px solid #c5ccd3;font-size:14px;color:#4a525a',
} as const

function htmlOf({ view, subject, paragraphs, button, why, stop }: MailParts): Html {
  const { language, dir, site } = view
  const t = view.words(strings)
  return html`${raw('<!doctype html>')}
<html lang="${language}" dir="${dir}"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>${subject}</title></head>
<body style="${STYLE.body}"><div lang="${language}" dir="${dir}" style="${STYLE.column}">
<p style="${STYLE.name}">${signature(view)}</p>
${paragraphs.map(blockHtml)}
${button && buttonHtml(view, button)}
<div style="${STYLE.footer}"><p style="${STYLE.paragraph}">${why}</p>
${stop && html`<p style="${STYLE.paragraph}"><a href="${stop.address}">${t('stop')}</a></p>`}
<p style="margin:0"><a href="${site.origin}${view.to('/')}">${signature(view)}</a></p></div>
</div></body></html>`
}

function blockHtml(block: Block): Html {
  if (typeof block === 'string') return html`<p style="${STYLE.paragraph}">${block}</p>`
  if ('heading' in block) return html`<h2 style="${STYLE.heading}">${block.heading}</h2>`
  if ('links' in block) return linksHtml(block.links)
  if ('list' in block) return html`<ul style="${STYLE.paragraph}">${block.list.map((item) => html`<li>${item}</li>`)}</ul>`
  if ('code' in block) return html`<p dir="ltr" style="${STYLE.code}">${block.code}</p>`
  const language = block.language && html` lang="${block.language}"`
  return html`<blockquote dir="auto"${language} style="${STYLE.quote}">${block.quote}</blockquote>`
}

function linksHtml(links: readonly { text: string; label: string; address: string }[]): Html {
  const items = links.map(({ text, label, address }) => html`<li>${text}<br/><a href="${address}">${label}</a></li>`)
  return html`<ul style="${STYLE.paragraph}">${items}</ul>`
}

function buttonHtml(view: View, { label, address }: { label: string; address: string }): Html {
  const t = view.words(strings)
  return html`<p style="${STYLE.paragraph}"><a href="${address}" style="${STYLE.button}">${label}</a></p>
<p style="${STYLE.address}">${t('buttonInstead')}<br/><span dir="ltr">${address}</span></p>`
}

/** Who writes: the site, and the plan that it is about. */
function signature({ site, language }: View): string {
  const plan = site.planTitles[language] ?? site.planTitles.en
  return plan ? `Actionlines · ${plan}` : 'Actionlines'
}
