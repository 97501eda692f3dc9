/**
 * Writes a file of IATI 2.03 activities to the standard output, shaped like real ones and the same for the same seed:
 * in every 4 KB at least 4 narratives in 2 languages, 3 organisations, 2 sectors, 6 transactions and 1 place.
 *
 *   node bench/generate-iati.mjs --records 10000 [--bytes 4096] [--seed 1] > activities.xml
 *
 * Its descriptions hold invented words in known shares (bench/vocabulary.mjs). `--bytes` is about how large a record is. Twenty invented publishers (XX-BENCH-…), the six languages of the UN, 2005 to 2025.
 */
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { planted, plantedInChinese } from './vocabulary.mjs'

const { values } = parseArgs({
  options: { records: { type: 'string' }, bytes: { type: 'string', default: '4096' }, seed: { type: 'string', default: '1' } },
})
const settings = { records: Number(values.records), bytes: Number(values.bytes), seed: Number(values.seed) }
if (![settings.records, settings.bytes, settings.seed].every(Number.isSafeInteger)) {
  console.error('usage: node bench/generate-iati.mjs --records N [--bytes B] [--seed S]')
  process.exit(2)
}

const PUBLISHERS = 20
/** Bytes of the elements around two descriptions, and what a last sentence goes beyond its bounds. */
const DESCRIPTION_MARKUP = 240
/** In records smaller than this, in bytes, there is no room for words to be searched. */
const PLANTED_FROM = 3000
const LANGUAGES = ['en', 'fr', 'es', 'ru', 'zh', 'ar']
const COUNTRIES =
  'AF AL AM AR BD BF BJ BO BR BT CI CL CM CN CO CU DZ EC EG ET FJ GE GH GT HN HT ID IN JM JO KE KG KH KI LA LB LK MA MD MG ML MN MX MZ NA NE NG NP PE PH PK PS PY RW SN SO SV TD TG TH TJ TN TV TZ UA UG UY UZ VN WS YE ZA ZM ZW'.split(
    ' ',
  )
const SECTORS = [
  '22040',
  '22010',
  '12110',
  '12220',
  '12230',
  '11220',
  '11320',
  '11110',
  '31120',
  '31166',
  '15110',
  '15130',
  '16020',
  '41010',
  '43040',
  '43010',
  '14030',
  '24030',
  '25010',
  '43082',
  '99810',
]
const CURRENCIES = ['USD', 'EUR', 'CHF', 'GBP', 'JPY']
const STATUSES = [1, 2, 2, 2, 2, 3, 4, 4, 4, 4, 5, 6]
const TRANSACTION_TYPES = [1, 2, 2, 3, 3, 3, 4]
const ORGANISATION_TYPES = [10, 10, 15, 21, 22, 40, 60, 70, 80]

/** Words to make texts of: enough to be searched and suggested by, not enough to be read. */
const WORDS = {
  en: 'access to information for rural communities training of teachers health workers mobile telephone network internet broadband digital skills government services open data farmers market prices schools hospitals telemedicine local content cultural diversity women youth small enterprises electronic commerce cybersecurity disaster early warning climate monitoring capacity building policy advice of the and in with'.split(
    ' ',
  ),
  fr: "accès à l'information pour les communautés rurales formation des enseignants agents de santé réseau téléphonie mobile internet haut débit compétences numériques services publics données ouvertes agriculteurs écoles hôpitaux télémédecine contenu local diversité culturelle femmes jeunes petites entreprises commerce électronique cybersécurité alerte précoce climat renforcement des capacités conseils de la et".split(
    ' ',
  ),
  es: 'acceso a la información para comunidades rurales formación de docentes personal de salud red telefonía móvil internet banda ancha competencias digitales servicios públicos datos abiertos agricultores escuelas hospitales telemedicina contenido local diversidad cultural mujeres jóvenes pequeñas empresas comercio electrónico ciberseguridad alerta temprana clima fortalecimiento de capacidades en el y'.split(
    ' ',
  ),
  ru: 'доступ к информации для сельских общин подготовка учителей медицинских работников сеть мобильной связи интернет широкополосный цифровые навыки государственные услуги открытые данные фермеры школы больницы телемедицина местный контент культурное разнообразие женщины молодёжь малые предприятия электронная торговля кибербезопасность раннее предупреждение климат развитие потенциала в и на'.split(
    ' ',
  ),
  zh: '农村 社区 信息 获取 教师 培训 卫生 工作者 移动 电话 网络 互联网 宽带 数字 技能 政府 服务 开放 数据 农民 市场 价格 学校 医院 远程 医疗 本地 内容 文化 多样性 妇女 青年 小型 企业 电子 商务 网络 安全 预警 气候 能力 建设 政策 咨询 的 和 在'.split(
    ' ',
  ),
  ar: 'الوصول إلى المعلومات للمجتمعات الريفية تدريب المعلمين العاملين الصحيين شبكة الهاتف المحمول الإنترنت النطاق العريض المهارات الرقمية الخدمات الحكومية البيانات المفتوحة المزارعين المدارس المستشفيات التطبيب عن بعد المحتوى المحلي التنوع الثقافي النساء الشباب المشاريع الصغيرة التجارة الإلكترونية الأمن السيبراني الإنذار المبكر المناخ بناء القدرات في و من'.split(
    ' ',
  ),
}

const random = mulberry32(settings.seed)
const pick = (list) => list[Math.floor(random() * list.length)]
const between = (least, most) => least + Math.floor(random() * (most - least + 1))
const narrative = (language, text, own) => `<narrative${own ? ` xml:lang="${language}"` : ''}>${text.replaceAll('&', '&amp;')}</narrative>`

await write()

async function write() {
  await put(`<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03" generated-datetime="2026-01-01T00:00:00Z">\n`)
  for (let number = 0; number < settings.records; number++) await put(activity(number))
  await put('</iati-activities>\n')
}

/** Writes as fast as it is read, and no faster. */
async function put(text) {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

function activity(number) {
  const publisher = number % PUBLISHERS
  const language = LANGUAGES[publisher % LANGUAGES.length]
  const second = pick(LANGUAGES.filter((one) => one !== language))
  const start = between(2005, 2023)
  const parts = { number, publisher, language, second, start, currency: pick(CURRENCIES) }
  const before = head(parts)
  const who = organisations(parts) + dates(parts) + codes() + places(language) + sectors()
  const after = `${who}${money(parts)}${random() < 0.3 ? result(parts) : ''}  </iati-activity>\n`
  const room = settings.bytes - Buffer.byteLength(before) - Buffer.byteLength(after) - DESCRIPTION_MARKUP
  return before + descriptions(parts, room) + after
}

function head({ number, publisher, language, second, currency }) {
  const updated = new Date(Date.UTC(between(2015, 2025), between(0, 11), between(1, 28), between(0, 23), between(0, 59))).toISOString()
  const serial = number.toString(36).toUpperCase().padStart(6, '0')
  return `  <iati-activity last-updated-datetime="${updated}" xml:lang="${language}" default-currency="${currency}" hierarchy="1">
    <iati-identifier>${publisherReference(publisher)}-${pick(COUNTRIES)}-${serial}</iati-identifier>
    <reporting-org ref="${publisherReference(publisher)}" type="${ORGANISATION_TYPES[publisher % ORGANISATION_TYPES.length]}">
      ${narrative(language, `Publisher ${publisher + 1}: ${phrase(language, 3)}`)}
    </reporting-org>
    <title>
      ${narrative(language, phrase(language, between(5, 12)))}
      ${narrative(second, phrase(second, between(5, 12)), true)}
    </title>
`
}

function descriptions({ language, second }, room) {
  const words = settings.bytes < PLANTED_FROM ? '' : planted(random)
  const half = Math.max(120, Math.floor((room - words.length) / 2))
  return `    <description type="1">
      ${narrative(language, `${words} ${textOf(language, half)}`.trim())}
      ${narrative(second, textOf(second, half), true)}
    </description>
`
}

function textOf(language, bytes) {
  return language === 'zh' ? plantedInChinese(random) + prose(language, bytes) : prose(language, bytes)
}

function organisations({ publisher, language }) {
  const refs = [publisherReference(publisher), `XX-BENCH-${between(100, 999)}`, random() < 0.7 ? `XX-BENCH-${between(1000, 1999)}` : '']
  const lines = refs.map((ref, index) => {
    const named = ref === '' ? '' : ` ref="${ref}"`
    return `    <participating-org${named} type="${pick(ORGANISATION_TYPES)}" role="${[1, 2, 4][index]}">
      ${narrative(language, phrase(language, 3))}
    </participating-org>
`
  })
  return lines.join('')
}

function dates({ start }) {
  const month = String(between(1, 12)).padStart(2, '0')
  return `    <activity-status code="${pick(STATUSES)}"/>
    <activity-date iso-date="${start}-${month}-01" type="1"/>
    <activity-date iso-date="${start}-${month}-15" type="2"/>
    <activity-date iso-date="${start + between(1, 5)}-${month}-28" type="3"/>
`
}

function codes() {
  const countries = [...new Set([pick(COUNTRIES), ...(random() < 0.2 ? [pick(COUNTRIES)] : [])])]
  const lines = countries.map((code) => `    <recipient-country code="${code}" percentage="${100 / countries.length}"/>\n`)
  return `    <activity-scope code="${between(1, 8)}"/>\n${lines.join('')}`
}

function places(language) {
  return `    <location>
      <name>${narrative(language, phrase(language, 2))}</name>
      <point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>${(random() * 120 - 55).toFixed(5)} ${(random() * 340 - 170).toFixed(5)}</pos></point>
    </location>
`
}

function sectors() {
  const first = pick(SECTORS)
  const other = pick(SECTORS.filter((one) => one !== first))
  const tag = random() < 0.3 ? `    <tag vocabulary="2" code="${between(1, 17)}"/>\n` : ''
  return `    <sector vocabulary="1" code="${first}" percentage="60"/>\n    <sector vocabulary="1" code="${other}" percentage="40"/>\n${tag}`
}

function money({ start, publisher }) {
  const budget = `    <budget type="1" status="2">
      <period-start iso-date="${start}-01-01"/><period-end iso-date="${start}-12-31"/>
      <value value-date="${start}-01-01">${between(10_000, 5_000_000)}.00</value>
    </budget>
`
  const count = Math.ceil((settings.bytes / 4096) * 6)
  return budget + Array.from({ length: count }, () => transaction(start, publisher)).join('')
}

function transaction(start, publisher) {
  const day = `${start + between(0, 2)}-${String(between(1, 12)).padStart(2, '0')}-${String(between(1, 28)).padStart(2, '0')}`
  return `    <transaction>
      <transaction-type code="${pick(TRANSACTION_TYPES)}"/><transaction-date iso-date="${day}"/>
      <value value-date="${day}">${between(100, 900_000)}.${between(10, 99)}</value>
      <provider-org ref="${publisherReference(publisher)}"/>
    </transaction>
`
}

function result({ language, start }) {
  return `    <result type="${between(1, 3)}">
      <title>${narrative(language, phrase(language, 5))}</title>
      <indicator measure="1">
        <title>${narrative(language, phrase(language, 6))}</title>
        <baseline year="${start}" value="${between(0, 100)}"/>
        <period><period-start iso-date="${start}-01-01"/><period-end iso-date="${start}-12-31"/><target value="${between(100, 900)}"/><actual value="${between(0, 900)}"/></period>
      </indicator>
    </result>
`
}

function publisherReference(publisher) {
  return `XX-BENCH-${String(publisher + 1).padStart(2, '0')}`
}

function phrase(language, words) {
  const separator = language === 'zh' ? '' : ' '
  const text = Array.from({ length: words }, () => pick(WORDS[language])).join(separator)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function prose(language, bytes) {
  const sentences = []
  for (let size = 0; size < bytes; ) {
    const sentence = phrase(language, between(8, 20)) + (language === 'zh' ? '。' : '. ')
    sentences.push(sentence)
    size += Buffer.byteLength(sentence)
  }
  return sentences.join('').trim()
}

function mulberry32(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
