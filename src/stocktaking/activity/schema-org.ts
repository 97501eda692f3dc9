/**
 * An activity in the terms of schema.org: the page is about a Project, the only type of theirs that is work towards an aim, with those who
 * pay for it and take part. To them a project is an organisation for a time, so it has no start and end, but is founded and dissolved.
 * What the page says of itself, its language and what it is made from, belongs to the page.
 */
import type { View } from '../../platform/i18n.ts'
import type { Activity, Participant } from './rules.ts'

/** More than these of a kind are left to the page, so that it stays light. */
const MOST = 10

/** `name` and `description` are as in the head of the page. */
export function projectPage(view: View, activity: Activity, { name, description }: { name: string; description?: string }) {
  const { identifier, publicId, participants, countries, start, end, updatedAt } = activity
  return {
    '@type': 'WebPage',
    url: `${view.site.origin}${view.to(`/activities/${publicId}`)}`,
    inLanguage: view.language,
    dateModified: updatedAt.toISOString(),
    isBasedOn: recordOf(view, activity),
    mainEntity: {
      '@type': 'Project',
      name,
      description,
      identifier,
      foundingDate: start.actual ?? start.planned ?? undefined,
      dissolutionDate: end.actual ?? end.planned ?? undefined,
      location: some(countries.map((country) => ({ '@type': 'Country', name: country.name }))),
      funder: organisations(
        view,
        participants.filter(({ role }) => role === 'funding'),
      ),
      member: organisations(
        view,
        participants.filter(({ role }) => role !== 'funding'),
      ),
    },
  }
}

/** The record as it came, by its reporter; for an entry of the plan, the text that it is from. */
function recordOf(view: View, { sourceUrl, source, dataset, reporter }: Activity) {
  const url = sourceUrl ?? source?.url ?? undefined
  const name = source?.title ?? dataset ?? undefined
  const publisher = reporter ? organisation(view, { publicId: reporter.publicId, name: reporter.text }) : undefined
  return url || name || publisher ? { '@type': 'CreativeWork', name, url, publisher } : undefined
}

type Who = Pick<Participant, 'publicId' | 'name'>

/** Each once: a record names one again for every role. */
function organisations(view: View, participants: readonly Who[]) {
  return some([...new Map(participants.map((who) => [who.publicId ?? who.name, organisation(view, who)])).values()])
}

function organisation(view: View, { publicId, name }: Who) {
  const id = publicId === null ? undefined : `${view.site.origin}${view.to(`/stakeholders/${publicId}`)}`
  return { '@type': 'Organization', '@id': id, name }
}

const some = <One>(list: readonly One[]) => (list.length > 0 ? list.slice(0, MOST) : undefined)
