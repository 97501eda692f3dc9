/**
 * What is new in an answer: without the text that it answers and without the signature. Pure.
 *
 * Programs mark quoted text as they please, in the language of whoever uses them. Where no mark is known the text stays as it was typed:
 * too much is read past, too little is lost.
 */

/** The new text, as typed; empty where there is none. */
export function newTextIn(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const kept: string[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (endsHere(lines, at)) break
    const introduced = introductionAt(lines, at)
    // An answer below its quotation, or between its lines, goes on after it; what is not marked line by line has no end.
    if (introduced > 0 && !isQuoted(nextTyped(lines, at + introduced))) break
    if (introduced > 0) at += introduced - 1
    else if (!isQuoted(line)) kept.push(line)
  }
  return withoutFarewell(
    kept
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  )
}

const isQuoted = (line: string) => /^\s*>/.test(line)

function nextTyped(lines: readonly string[], from: number): string {
  return lines.slice(from).find((line) => line.trim() !== '') ?? ''
}

/** A signature (RFC 3676 §4.3), a rule of Outlook, or a head of the message that is answered. */
function endsHere(lines: readonly string[], at: number): boolean {
  const line = (lines[at] ?? '').trimEnd()
  return line === '--' || ORIGINAL.test(line) || (/^_{20,}$/.test(line) && isHead(lines, at + 1)) || isHead(lines, at)
}

/** "-----Original Message-----" in the languages of the site, and in others that are common. */
const ORIGINAL =
  /^\s*-{2,}\s*(original message|forwarded message|message d['’]origine|message transféré|mensaje original|mensaje reenviado|исходное сообщение|пересылаемое сообщение|原始邮件|原始郵件|转发邮件|الرسالة الأصلية|رسالة معاد توجيهها|ursprüngliche nachricht|mensagem original)\s*-{2,}\s*$/iu

const FROM = /^\s*\*?(from|de|от|发件人|寄件人|من|von)\s*\*?\s*[:：]/iu
const SENT =
  /^\s*\*?(sent|date|envoyé|enviado|fecha|отправлено|дата|发送时间|日期|تاريخ الإرسال|أُرسلت|التاريخ|gesendet|datum|to|à|para|кому|收件人|إلى|an)\s*\*?\s*[:：]/iu

/** "From:" with "Sent:" or "To:" below it: the head of a message, as Outlook writes it. */
function isHead(lines: readonly string[], at: number): boolean {
  return FROM.test(lines[at] ?? '') && lines.slice(at + 1, at + 4).some((line) => SENT.test(line))
}

/** A programme breaks "On … wrote:" where its line is full. */
const LONGEST_INTRODUCTION = 3

const INTRODUCTIONS = [
  /^(on|am)\s.+\s(wrote|schrieb\b.*)\s*:$/isu,
  /^le\s.+\sa\s+écrit\s*:$/isu,
  /^(el|em)\s.+\s(escribió|escreveu)\s*:$/isu,
  /^.+\s(пишет|писал|писала|написал|написала|написал\(а\))\s*:$/isu,
  /^(在|于)?.*\d.*(写道|寫道)\s*[:：]$/isu,
  /^(في|بتاريخ|كتب|يوم).*(كتب|كتبت|كتب\/كتبت|:)[^\n]*[:：]$/isu,
  /^[^\n]*\d{1,2}[:.]\d{2}[^\n]*<[^<>\s]+@[^<>\s]+>\s*:$/isu,
]

/** How many lines from here introduce what is quoted below: 0, if none. */
function introductionAt(lines: readonly string[], at: number): number {
  if ((lines[at] ?? '').trim() === '') return 0
  for (let count = 1; count <= LONGEST_INTRODUCTION; count += 1) {
    const piece = lines.slice(at, at + count)
    if (piece.length < count || piece.some((line) => line.trim() === '' || isQuoted(line))) return 0
    if (INTRODUCTIONS.some((form) => form.test(piece.map((line) => line.trim()).join(' ')))) return count
  }
  return 0
}

/** What a telephone adds below an answer. */
const FAREWELL =
  /(^|\n)\s*(sent from my|sent from mail|get outlook for|envoyé de(puis)? mon|enviado desde mi|отправлено с |发自我的|从我的.{1,12}发送|أُ?رسلت? من)[^\n]{0,60}$/iu

function withoutFarewell(text: string): string {
  return text.replace(FAREWELL, '').trimEnd()
}
