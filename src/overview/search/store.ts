/** Everything that a search finds. */
import { sql } from 'kysely'
import { relatedProcesses } from '../../framework/index.ts'
import type { Database } from '../../platform/db.ts'
import type { Language } from '../../platform/i18n.ts'
import { findByName } from '../../stakeholders/index.ts'
import { EVERYTHING, entriesOf, type Register, selectActivities } from '../../stocktaking/index.ts'
import type { Tables } from '../tables.ts'
import { type Everything, keysWith, type Named, type Place } from './rules.ts'

type Db = Database<Tables>

/** How many of each a page shows. */
const SHOWN = { activities: 5, stakeholders: 10, places: 10 }

type Reader = { language: Language; today: string }

/** What is found by words in any language, in the reader's; the same number of queries however much there is. */
export async function findEverything(db: Db, register: Register, typed: string, { language, today }: Reader): Promise<Everything> {
  const choice = { ...EVERYTHING, q: typed, sort: 'relevance' } as const
  const [named, places, processes, texts, stakeholders, { found, ids }] = await Promise.all([
    register.names.places(db, language),
    placeNames(db),
    relatedProcesses(db, language, today),
    textsOfPlan(db),
    findByName(db, typed, { language, limit: SHOWN.stakeholders }),
    selectActivities(db, register, choice, { from: 0, to: SHOWN.activities }),
  ])
  const lines = keysWith(typed, texts.lines)
  const follow = keysWith(typed, texts.processes)
  return {
    lines: named.lines.filter(({ slug }) => lines.includes(slug)),
    processes: processes.filter(({ slug }) => follow.includes(slug)),
    places: [
      ...placesOf(keysWith(typed, places.countries), 'countries', named.named.country),
      ...placesOf(keysWith(typed, places.regions), 'regions', named.named.region),
    ].slice(0, SHOWN.places),
    stakeholders: { found: stakeholders.found, shown: stakeholders.stakeholders },
    activities: { found, hits: await entriesOf(db, ids, choice, { language, named }) },
  }
}

function placesOf(keys: readonly string[], kind: 'countries' | 'regions', names: ReadonlyMap<string, { label: string }>): Place[] {
  return keys.flatMap((key) => {
    const name = names.get(key)
    return name ? [{ path: `/${kind}/${key}`, name: name.label }] : []
  })
}

/** By their slugs; of a line its code and titles, of a process all that is said of it. */
async function textsOfPlan(db: Db): Promise<{ lines: Named[]; processes: Named[] }> {
  const { rows } = await sql<Named & { kind: 'line' | 'process' }>`
    select 'line' as kind, line.slug as key, concat_ws(' ', line.code, text.title, text.short_title) as text
    from framework.line join framework.line_title text on text.line_id = line.id where line.kind <> 'plan'
    union all
    select 'process', process.slug, concat_ws(' ', text.title, text.body, text.summary)
    from framework.related_process process join framework.related_process_text text on text.process_id = process.id
  `.execute(db)
  return { lines: rows.filter(({ kind }) => kind === 'line'), processes: rows.filter(({ kind }) => kind === 'process') }
}

/** The names of countries and regions in every language, by their keys in addresses; the world is no place to go to. */
async function placeNames(db: Db): Promise<{ countries: Named[]; regions: Named[] }> {
  const { rows } = await sql<Named & { kind: 'country' | 'region' }>`
    select 'country' as kind, lower(country) as key, name as text from framework.country_name
    union all
    select 'region', region.slug, named.name
    from framework.region join framework.region_name named on named.region = region.code where region.parent is not null
  `.execute(db)
  return { countries: rows.filter(({ kind }) => kind === 'country'), regions: rows.filter(({ kind }) => kind === 'region') }
}
