/** The six languages, their words and their ways of writing dates and numbers. Pure: catalogues are read in locales.ts. */
import { IntlMessageFormat } from 'intl-messageformat'
import type { Person } from './auth.ts'
import type { Draft } from './forms.ts'

/** The languages of the United Nations, in the order in which they are offered. */
export const LANGUAGES = ['ar', 'zh', 'en', 'fr', 'ru', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

export const LANGUAGE_NAMES: Record<Language, string> = {
  ar: 'العربية',
  zh: '中文',
  en: 'English',
  fr: 'Français',
  ru: 'Русский',
  es: 'Español',
}

/** The words of a slice: English, keyed by meaning, written as ICU messages. Its keys are what every other language must have. */
export type Words<Key extends string> = { slice: string; english: Readonly<Record<Key, string>> }
export type Params = Record<string, string | number>
export type Say<Key extends string> = (key: Key, params?: Params) => string

/** One language's words, by slice and key. English needs none: it is in the code. */
export type Catalogue = ReadonlyMap<string, Readonly<Record<string, string>>>

export function defineWords<Key extends string>(slice: string, english: Readonly<Record<Key, string>>): Words<Key> {
  return { slice, english }
}

export type Site = {
  /** The complete languages: only these are routed, linked and in hreflang. */
  languages: readonly Language[]
  /** Scheme, host and port under which people reach the site, without a slash at the end. */
  origin: string
  /** Where people can write; nothing links to it without one. */
  contact: string | null
  /** At which domain answers by mail come in; null: none do. */
  mailDomain: string | null
  /** What stands on top of every page, by language. */
  notice?: Readonly<Partial<Record<Language, string>>> | null
  /** What the plan is called, by language. */
  planTitles: Readonly<Partial<Record<Language, string>>>
  /** The address of the style sheet, with its hash. */
  stylesheet: string
  /** The same of the script for the pages on which a browser is asked for a passkey. */
  passkeyScript: string
  /** And of the one beside long forms. */
  draftScript: string
  /** What people call the organisation's own sign-in; null: there is none. */
  provider: string | null
}

/** What administrators change of it while it runs. */
export type LiveSettings = Partial<Pick<Site, 'notice' | 'contact'>>

type Reader = {
  language: Language
  catalogues: ReadonlyMap<Language, Catalogue>
  path: string
  now: Date
  site: Site
  visitor?: Person | null
  draft?: Draft | null
}

/** A page as one reader sees it: language, direction, words, dates, numbers and addresses. */
export class View {
  readonly language: Language
  readonly dir: 'ltr' | 'rtl'
  /** The address of this page under its language, with the parameters it knows: `/facilitators?on=2006-02-24`. */
  readonly path: string
  readonly now: Date
  readonly site: Site
  /** Who reads it; null: anybody. */
  readonly visitor: Person | null
  /** What they have typed into the form of this page before; null: nothing, or it is no long form (drafting.ts). */
  readonly draft: Draft | null
  readonly #catalogues: Reader['catalogues']

  constructor({ language, catalogues, path, now, site, visitor = null, draft = null }: Reader) {
    this.language = language
    this.dir = language === 'ar' ? 'rtl' : 'ltr'
    this.path = path
    this.now = now
    this.site = site
    this.visitor = visitor
    this.draft = draft
    this.#catalogues = catalogues
  }

  /** The same page as a reader of another language sees it. */
  in(language: Language): View {
    const { path, now, site, visitor, draft } = this
    return new View({ language, catalogues: this.#catalogues, path, now, site, visitor, draft })
  }

  /** The words of a slice in this language. */
  words<Key extends string>(words: Words<Key>): Say<Key> {
    const own = this.#catalogues.get(this.language)?.get(words.slice)
    return (key, params) => message(own?.[key] ?? words.english[key], this.language, params)
  }

  /** The address of a page in this reader's language. */
  to(path: string): string {
    return `/${this.language}${path}`
  }

  get today(): string {
    return this.now.toISOString().slice(0, 10)
  }

  /** A day, a month or a year, from `YYYY-MM-DD`. */
  date(day: string, precision: 'day' | 'month' | 'quarter' | 'year' = 'day'): string {
    const date = new Date(`${day}T00:00:00Z`)
    if (precision === 'day') return formatter(this.language, 'day').format(date)
    if (precision === 'year') return formatter(this.language, 'year').format(date)
    return formatter(this.language, 'month').format(date)
  }

  /** A moment, in UTC and saying so. */
  moment(at: Date): string {
    return formatter(this.language, 'moment').format(at)
  }

  number(value: number, options?: { digits?: number }): string {
    return numbers(this.language, options?.digits ?? 0).format(value)
  }

  /** The size of a file, from its bytes: in units of a thousand, to three figures. */
  size(bytes: number): string {
    const unit = SIZES.findLast(({ least }) => bytes >= least) ?? SIZES[0]
    return unit.of(this.language).format(bytes / unit.least)
  }

  /** An amount of money: the figure without decimals, then its ISO 4217 code. */
  amount(value: number, currency: string): string {
    return `${numbers(this.language, 0).format(value)}\u00a0${currency}`
  }

  /** Several things in one breath, with the commas of the language. */
  list(items: readonly string[]): string {
    return lists(this.language).format(items)
  }

  compare(a: string, b: string): number {
    return collator(this.language).compare(a, b)
  }
}

/** Gregorian dates and Latin digits in every language: what the UN's documents of these processes use. */
const LOCALES: Record<Language, string> = {
  ar: 'ar-u-ca-gregory-nu-latn',
  zh: 'zh-Hans-u-nu-latn',
  en: 'en-GB',
  fr: 'fr',
  ru: 'ru',
  es: 'es',
}

const DATE_STYLES = {
  day: { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  month: { month: 'long', year: 'numeric', timeZone: 'UTC' },
  year: { year: 'numeric', timeZone: 'UTC' },
  moment: {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
    timeZoneName: 'short',
  },
} satisfies Record<string, Intl.DateTimeFormatOptions>

/** Making a formatter costs far more than using one, so each is made once. */
function memo<Key extends string, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}

const formatters = {
  day: memo((language: Language) => new Intl.DateTimeFormat(LOCALES[language], DATE_STYLES.day)),
  month: memo((language: Language) => new Intl.DateTimeFormat(LOCALES[language], DATE_STYLES.month)),
  year: memo((language: Language) => new Intl.DateTimeFormat(LOCALES[language], DATE_STYLES.year)),
  moment: memo((language: Language) => new Intl.DateTimeFormat(LOCALES[language], DATE_STYLES.moment)),
}
const formatter = (language: Language, style: keyof typeof DATE_STYLES) => formatters[style](language)
const integers = memo((language: Language) => new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 0 }))
const decimals = memo((language: Language) => new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 2 }))
const numbers = (language: Language, digits: number) => (digits === 0 ? integers : decimals)(language)
const sizes = (unit: string) =>
  memo((language: Language) => new Intl.NumberFormat(LOCALES[language], { style: 'unit', unit, maximumSignificantDigits: 3 }))
const SIZES = [
  { least: 1, of: sizes('byte') },
  { least: 1e3, of: sizes('kilobyte') },
  { least: 1e6, of: sizes('megabyte') },
  { least: 1e9, of: sizes('gigabyte') },
] as const
/** Without a word before the last, but where that would leave nothing between them. */
const LIST_TYPES: Partial<Record<Language, 'conjunction'>> = { zh: 'conjunction', ru: 'conjunction' }
const lists = memo((language: Language) => new Intl.ListFormat(LOCALES[language], { type: LIST_TYPES[language] ?? 'unit', style: 'long' }))
const collator = memo((language: Language) => new Intl.Collator(LOCALES[language], { sensitivity: 'base', numeric: true }))

const compiled = new Map<string, IntlMessageFormat>()

function message(text: string, language: Language, params: Params | undefined): string {
  if (params === undefined) return text
  const key = `${language} ${text}`
  const known = compiled.get(key) ?? new IntlMessageFormat(text, LOCALES[language])
  compiled.set(key, known)
  return String(known.format(params))
}

/** The language that suits an Accept-Language header best (RFC 9110 §12.5.4), of those the site has. */
export function negotiate(header: string | null, languages: readonly Language[]): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find((q) => q !== undefined)
      return { primary: tag.split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  for (const { primary } of wanted) {
    const known = languages.find((language) => language === primary)
    if (known) return known
  }
  return 'en'
}
