/** The secretariat corrects who facilitates what. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { withCorrections } from '../../test/corrections.ts'
import { aVisitor, type Visitor } from '../../test/visitor.ts'
import { wordsOf } from '../../test/words.ts'
import { aWorld, type World } from '../../test/world.ts'
import { invite } from '../accounts/index.ts'
import { publicIdOf } from '../stakeholders/index.ts'

const UNESCO = publicIdOf('XM-DAC-41304')
const ITU = publicIdOf('XM-DAC-41303')
const FORM = `/en/facilitators/c8/${UNESCO}/focal-point/correct`

let world: World
beforeEach(async () => {
  world = await aWorld()
})

const secretary = async (email = 'femi@example.org') => {
  const femi = aVisitor(world)
  await femi.post(`/en/sign-in/${await invite(world.db, email, 'secretariat', world.now())}`, {})
  return femi
}

/** The fields of the form as a browser would send them. */
async function fieldsOf(visitor: Visitor, path: string): Promise<Record<string, string>> {
  const html = await visitor.read(path)
  const form = html.slice(html.indexOf('<form method="post" action="/en/fac'))
  const inputs = [...form.matchAll(/<input type="[a-z]+"[^>]* name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value])
  const selects = [...form.matchAll(/<select id="([^"]+)".*?<\/select>/gs)].map(([whole, name = '']) => [
    name,
    /<option value="([^"]*)"[^>]* selected/.exec(whole)?.[1] ?? '',
  ])
  return Object.fromEntries([...inputs, ...selects])
}

const LETTER = { 'source-title': 'Letter from UNESCO', 'source-kind': 'letter', 'source-language': 'en', 'source-date': '2006-04' }

const stateOf = async (role: string, line: string, who: string, on: string) => {
  const { mandates } = JSON.parse(await world.read(`/en/facilitators.json?on=${on}`))
  return mandates.find((one: { line: string; role: string; stakeholder: { id: string } }) => one.line === line && one.role === role && one.stakeholder.id === who)
}

describe('a mandate is corrected', () => {
  test('its dates: the list of each day follows, what was wrong stays on record with its source', () =>
    withCorrections(world, async () => {
      const femi = await secretary()
      const before = await fieldsOf(femi, FORM)
      console.log(before, JSON.stringify(await stateOf('focal-point', 'c8', UNESCO, '2006-04-01')))
      const answer = await femi.post(FORM, { ...before, attested: '', since: '2006-03-01', until: '2006-09-01', ...LETTER })
      console.log(answer.status, wordsOf(await answer.text()))
      console.log(wordsOf(await world.read('/en/lines/c8')))
      console.log((await sql`select s.*, (select slug from framework.source where id = source_id) from facilitation.mandate_state s where role = 'focal-point' and line_id = (select id from framework.line where slug = 'c8')`.execute(world.db)).rows)
    }))
})
