import { beforeEach, describe, expect, test } from 'vitest'
import { aStakeholder } from '../../../test/builders.ts'
import { mainOf, wordsOf } from '../../../test/words.ts'
import { aWorld, type World } from '../../../test/world.ts'
import { record, startRun } from '../../platform/events.ts'
import { escapeXml } from '../../ui/atom.ts'
import { readBefore } from './rules.ts'

let world: World
beforeEach(async () => {
  world = await aWorld()
})

/** What an import leaves behind. */
async function anImport(counts: { added?: number; changed?: number }, reporters: readonly number[] = [], at = '2026-02-24T13:30:00Z') {
  const run = await startRun(world.db, 'import-iati', new Date(at))
  await world.db
    .insertInto('stocktaking.import_run')
    .values({ run_id: run, ...counts })
    .execute()
  for (const stakeholder_id of reporters)
    await world.db.insertInto('stocktaking.import_reporter').values({ run_id: run, stakeholder_id }).execute()
  await record(world.db, { at: new Date(at), kind: 'activities-imported', subjectKind: 'run', subject: String(run), run })
}

const words = async (path: string) => wordsOf(await world.read(path))

describe('what is new', () => {
  test('begins with the plan', async () => {
    expect(await words('/en/whats-new')).toContain('24 February 2026 at 12:00 UTC The plan was loaded, with its lines')
  })

  test('has one line for an import, with its counts and publishers', async () => {
    const first = await aStakeholder(world.db, { identifier: 'b', names: { en: 'Village Networks' } })
    const second = await aStakeholder(world.db, { identifier: 'a', names: { es: 'Banco de Pueblos' } })
    await anImport({ added: 295 }, [first.id, second.id])
    const html = await world.read('/en/whats-new')
    expect(wordsOf(html)).toContain('295 activities came in, reported by 2 organisations Banco de Pueblos Village Networks')
    expect(mainOf(html)).toContain(`<a href="/en/stakeholders/${second.publicId}"><bdi lang="es" dir="ltr">Banco de Pueblos</bdi></a>`)
    expect(await words('/ar/whats-new')).toContain('ورد 295 نشاطًا، أبلغت بها منظمتان')
  })

  test.each([
    [{ added: 1 }, '1 activity came in, reported by nobody that is named'],
    [{ changed: 3 }, '3 activities were brought up to date, reported by nobody that is named'],
    [{ added: 2, changed: 1 }, '2 activities came in and 1 was brought up to date, reported by nobody that is named'],
  ])('says of %j: %s', async (counts, sentence) => {
    await anImport(counts)
    expect(await words('/en/whats-new')).toContain(sentence)
  })

  test('names five publishers and counts the others', async () => {
    const reporters: number[] = []
    for (let number = 1; number <= 7; number += 1) {
      const { id } = await aStakeholder(world.db, { identifier: `x${number}`, names: { en: `Network ${number}` } })
      reporters.push(id)
    }
    await anImport({ added: 7 }, reporters)
    expect(await words('/en/whats-new')).toContain('Network 5 and 2 more')
  })

  test('is paged, and a page keeps its address', async () => {
    for (let number = 1; number <= 31; number += 1) await anImport({ added: number + 100 })
    const first = await world.read('/en/whats-new')
    expect(wordsOf(first)).toContain('131 activities')
    expect(wordsOf(first)).not.toContain('101 activities')
    const older = /href="(\/en\/whats-new\?before=\d+)"/.exec(first)?.[1] ?? ''
    const second = await words(older)
    expect(second).toContain('101 activities')
    expect(second).toContain('The plan was loaded')
    await anImport({ added: 900 })
    world.cache.changed('stocktaking')
    expect(await words(older)).toBe(second)
  })

  test.each(['0', '-1', 'x', '1.5', '99999999999999999999'])('before %s is refused in words', async (before) => {
    const answer = await world.get(`/en/whats-new?before=${before}`)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('What was not understood: before.')
  })

  test('asks the database as often for three events as for one', async () => {
    const asked = async () => {
      world.cache.changed(null)
      world.queries()
      await world.get('/en/whats-new')
      return world.queries()
    }
    const one = await asked()
    const { id } = await aStakeholder(world.db)
    await anImport({ added: 1 }, [id])
    await anImport({ added: 2 }, [id])
    expect(await asked()).toBe(one)
  })
})

describe('the feed', () => {
  test('is Atom: entries with an identifier that lasts, a moment and a whole address', async () => {
    const { id } = await aStakeholder(world.db, { names: { und: '<Radio> & "Söhne"\u202e' } })
    await anImport({ added: 3 }, [id])
    const answer = await world.get('/en/whats-new.atom')
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    expect(await answer.text()).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>http://localhost/en/whats-new.atom</id>
  <title>What is new: Geneva Plan of Action</title>
  <updated>2026-02-24T13:30:00.000Z</updated>
  <author><name>Actionlines</name></author>
  <link rel="self" type="application/atom+xml" href="http://localhost/en/whats-new.atom"/>
  <link rel="alternate" type="text/html" href="http://localhost/en/whats-new"/>
  <entry>
    <id>tag:localhost,2026-02-24:en:event:2</id>
    <title>3 activities came in, reported by 1 organisation</title>
    <updated>2026-02-24T13:30:00.000Z</updated>
    <link rel="alternate" type="text/html" href="http://localhost/en/whats-new?before=3"/>
    <summary>\u2068&#60;Radio&#62; &#38; &#34;Söhne&#34;\u202e\u2069</summary>
  </entry>
  <entry>
    <id>tag:localhost,2026-02-24:en:event:1</id>
    <title>The plan was loaded, with its lines, its facilitators and its first activities</title>
    <updated>2026-02-24T12:00:00.000Z</updated>
    <link rel="alternate" type="text/html" href="http://localhost/en/whats-new?before=2"/>
  </entry>
</feed>
`)
  })

  test('is linked from its page', async () => {
    expect(await world.read('/ar/whats-new')).toContain(
      '<link rel="alternate" type="application/atom+xml" title="الجديد" href="/ar/whats-new.atom"/>',
    )
  })
})

test.each([
  [undefined, null],
  ['12', 12],
  ['0', undefined],
  ['one', undefined],
])('before %s is %s', (typed, before) => expect(readBefore(typed)).toBe(before))

test.each([
  ['a & b', 'a &#38; b'],
  ['<"\'>', '&#60;&#34;&#39;&#62;'],
  ['a\u0000b\u0007\ufffe\ud800c', 'abc'],
  ['📻 القرى\t', '📻 القرى\t'],
])('%j is written %j', (text, written) => expect(escapeXml(text)).toBe(written))
