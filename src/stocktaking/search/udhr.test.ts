/** The search asked by people who know what there is: the articles of the Universal Declaration, in nine languages. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anActivity } from '../../../test/builders.ts'
import { aWorld, type World } from '../../../test/world.ts'

/** What is typed, and the articles that answer it: worked out by reading them. */
type Question = readonly [typed: string, articles: readonly number[]]

const FREEDOMS = [2, 3, 18, 19, 20, 21, 26, 28, 29, 30]
const UNITED_NATIONS = [14, 26, 29]

const QUESTIONS: Record<string, { file: string; questions: readonly Question[] }> = {
  en: {
    file: 'eng',
    questions: [
      ['slaves', [4]],
      ['educated', [26]],
      ['worked', [23, 24]],
      ['TRIBUNALS', [8, 10]],
      ['well-being', [25]],
      ['children protect', [25]],
      ['"set forth"', [2, 28, 30]],
      ['"united nations"', UNITED_NATIONS],
      ['torture OR slavery', [4, 5]],
      ['society -family', [22, 29]],
    ],
  },
  fr: {
    file: 'fra',
    questions: [
      ['esclaves', [4]],
      ['enfant', [25, 26]],
      ['egalite', [10, 21, 26]],
      ['libertes', FREEDOMS],
      ['SYNDICATS', [23]],
      ['etat', [13, 16, 30]],
      ['"droits de l\'homme"', [26]],
      ['"nations unies"', UNITED_NATIONS],
      ['torture OR esclavage', [4, 5]],
      ['travail -famille', [24]],
    ],
  },
  es: {
    file: 'spa',
    questions: [
      ['esclavos', [4]],
      ['educacion', [26]],
      ['ninos', [25]],
      ['SINDICATO', [23]],
      ['trabajo', [23, 24]],
      ['personalidad juridica', [6]],
      ['"derechos y libertades"', [2, 28, 29, 30]],
      ['«naciones unidas»', UNITED_NATIONS],
      ['torturas OR esclavitud', [4, 5]],
      ['familia -matrimonio', [12, 23]],
    ],
  },
  ru: {
    file: 'rus',
    questions: [
      ['рабства', [4]],
      ['образованию', [26]],
      ['дети', [25, 26]],
      ['РЕЛИГИЯ', [2, 16, 18]],
      ['труды', [23, 27]],
      ['судом', [8, 10]],
      ['свободой', FREEDOMS],
      ['«Организация Объединённых Наций»', UNITED_NATIONS],
      ['пытка OR рабство', [4, 5]],
      ['семья -брак', [23]],
    ],
  },
  ar: {
    file: 'arb',
    questions: [
      ['صحة', [25]],
      ['تَعذيبٌ', [5]],
      ['تعليم', [18, 26]],
      ['اسرة', [12, 16, 23, 25]],
      ['كرامة', [1, 5, 22, 23]],
      ['الحريات', [2, 26, 28, 29, 30]],
      ['مســاواة', [10, 21, 26]],
      ['"الامم المتحدة"', UNITED_NATIONS],
      ['تعذيب OR استعباد', [4, 5]],
      ['حماية -القانون', [16, 23, 25, 27]],
    ],
  },
  zh: {
    file: 'cmn_hans',
    questions: [
      ['教育', [26]],
      ['宗教', [2, 16, 18, 26]],
      ['种族', [2, 16, 26]],
      ['职业', [23, 26]],
      ['秩序', [28, 29]],
      ['社会保障', [22, 23]],
      ['法', [6, 7, 8, 10, 11, 12, 29]],
      ['“联合国”', UNITED_NATIONS],
      ['酷刑 OR 奴隶', [4, 5]],
      ['家庭 -婚姻', [12]],
    ],
  },
  de: {
    file: 'deu_1996',
    questions: [
      ['Kind', [25, 26]],
      ['Würde', [1, 22, 23]],
      ['offentlich', [10, 11, 18, 21, 29]],
      ['Grundsatz', [14, 29]],
      ['Menschenrecht', [26]],
      ['MEINUNGSAUSSERUNG', [19]],
      ['"freie Berufswahl"', [23]],
      ['„Vereinte Nationen“', UNITED_NATIONS],
      ['Folter OR Sklaverei', [4, 5]],
      ['Freiheit -Religion', [3, 19, 28, 29, 30]],
    ],
  },
  pt: {
    file: 'por_PT',
    questions: [
      ['escravo', [4]],
      ['educacao', [26]],
      ['criança', [25]],
      ['religiao', [2, 16, 18]],
      ['PROTECÇÃO', [7, 12, 16, 23, 25, 27]],
      ['propriedade', [17]],
      ['"proteccao social"', [23, 25]],
      ['"nacoes unidas"', UNITED_NATIONS],
      ['tortura OR escravatura', [4, 5]],
      ['família -casamento', [12, 23, 25]],
    ],
  },
  nl: {
    file: 'nld',
    questions: [
      ['slavernijen', [4]],
      ['verkiezing', [21]],
      ['vrijheden', FREEDOMS],
      ['NATIONALITEIT', [15, 16]],
      ['materiele', [27]],
      ['bescherming', [7, 12, 16, 23, 25, 27]],
      ['"rechten van de mens"', [26]],
      ['"verenigde naties"', UNITED_NATIONS],
      ['foltering OR slavernij', [4, 5]],
      ['gezin -huwelijk', [12, 23, 25]],
    ],
  },
}

let world: World
/** The numbers of articles by their titles. */
const numbers = new Map<string, number>()

describe.each(Object.entries(QUESTIONS))('%s', (language, { file, questions }) => {
  beforeAll(async () => {
    world = await aWorld()
    numbers.clear()
    for (const { number, title, text } of articles(file)) {
      numbers.set(title, number)
      await anActivity(world.db, {
        identifier: `UDHR-${number}`,
        texts: { [language]: { title, description: text } },
        start_actual: '1948-12-10',
        year: 1948,
        year_basis: 'start',
      })
    }
  })

  test('has thirty articles and ten questions', () => {
    expect([numbers.size, questions.length]).toEqual([30, 10])
  })

  test.each(questions)('%s', async (typed, expected) => {
    expect(await found(typed)).toEqual(expected)
  })
})

afterAll(() => aWorld())

/** The articles as the package has them: a heading, then paragraphs. */
function articles(file: string): { number: number; title: string; text: string }[] {
  const html = readFileSync(new URL(`./declaration/${file}.html`, import.meta.resolve('udhr')), 'utf8')
  return [...html.matchAll(/<article data-number="(\d+)">\s*<h2>(.*?)<\/h2>(.*?)<\/article>/gs)].map(
    ([, number, title = '', text = '']) => ({
      number: Number(number),
      title,
      text: text
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    }),
  )
}

/** The numbers of the articles on the page that answers; what the plan ships is of other years. */
async function found(typed: string): Promise<(number | undefined)[]> {
  const html = await world.read(`/en/stocktaking?year=1948&q=${encodeURIComponent(typed)}`)
  const titles = [...html.matchAll(/<h3><a [^>]*>(.*?)<\/a><\/h3>/g)].map(([, title = '']) => title.replace(/<\/?mark>/g, ''))
  return titles.map((title) => numbers.get(title)).sort((one = 0, other = 0) => one - other)
}
