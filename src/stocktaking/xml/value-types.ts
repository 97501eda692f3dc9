/** How XML Schema lets a value of a type be written. */

/** Whether a value may stand there as it is written. */
export type ValueType = (written: string) => boolean

/** The types that IATI's schema uses. Throws for any other. */
export function lexical(name: string): ValueType {
  const found = types.get(name)
  if (found === undefined) throw new Error(`${name} is no type of IATI's schema`)
  return found
}

export const isDay: ValueType = (written) => {
  const [, year, month, day] = /^-?(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?$/.exec(written) ?? []
  return year !== undefined && isInCalendar(Number(year), Number(month), Number(day))
}

function isInCalendar(year: number, month: number, day: number): boolean {
  if (year === 0 || month < 1 || month > 12 || day < 1) return false
  return day <= 28 || day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
}

export const isMoment: ValueType = (written) => {
  const [, day, time, zone] = /^(-?\d+-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$/.exec(written) ?? []
  return (
    day !== undefined && isDay(`${day}${zone ?? ''}`) && /^(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d|24:00:00(?!\.0*[1-9]))/.test(time ?? '')
  )
}

export const isWhole: ValueType = (written) => /^[+-]?\d+$/.test(written) && Math.abs(Number(written)) < 2 ** 31
export const isTruth: ValueType = (written) => /^(?:true|false|0|1)$/.test(written)
export const isYear: ValueType = (written) => /^\+?0*[1-9]\d*$/.test(written)

/** RFC 3986, with the characters that XML Schema lets stand for their escapes. */
const isAddress: ValueType = (written) => ADDRESS.test(written) && !/%(?![0-9a-f]{2})/i.test(written)
const ADDRESS =
  /^(?:[a-z][a-z0-9+.-]*:|(?![^/?#]*:))(?:\/\/(?:[^/?#@[\]]*@)?[^/?#@:[\]]*(?::\d+)?(?=[/?#]|$)|(?!\/\/))[^?#[\]]*(?:\?[^#[\]]*)?(?:#[^#[\]]*)?$/i

/** As xml.xsd has it for xml:lang, which may also be empty. */
export const isLanguage: ValueType = (written) => written === '' || /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i.test(written)

export const anything: ValueType = () => true

const types: ReadonlyMap<string, ValueType> = new Map([
  ['string', anything],
  ['date', isDay],
  ['dateTime', isMoment],
  ['decimal', (written: string) => /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(written)],
  ['boolean', isTruth],
  ['int', isWhole],
  ['positiveInteger', isYear],
  ['nonNegativeInteger', (written: string) => /^(?:\+?\d+|-0+)$/.test(written)],
  ['anyURI', isAddress],
  ['NMTOKEN', (written: string) => /^[\p{L}\p{N}\p{M}._:-]+$/u.test(written)],
])
