/** A stakeholder in the terms of schema.org. Its type is not told more closely: theirs are other kinds than ours. */
import type { View } from '../../platform/i18n.ts'
import type { StakeholderView } from './rules.ts'

type Known = { publicId: string; name: string }

export function organization(view: View, { stakeholder, names, identifiers, groups, members }: StakeholderView) {
  const { acronym, name, identifier, website, country } = stakeholder
  const others = [acronym, ...names.map((other) => other.name)].filter((other) => other !== null && other !== name)
  return {
    ...named(view, stakeholder),
    alternateName: some([...new Set(others)]),
    identifier: identifiers.length > 0 ? [identifier, ...identifiers] : identifier,
    url: website ?? undefined,
    address: country === null ? undefined : { '@type': 'PostalAddress', addressCountry: country },
    memberOf: some(groups.map((group) => named(view, group))),
    member: some(members.map((member) => named(view, member))),
  }
}

function named(view: View, { publicId, name }: Known) {
  return { '@type': 'Organization', '@id': `${view.site.origin}${view.to(`/stakeholders/${publicId}`)}`, name }
}

const some = <One>(list: readonly One[]) => (list.length > 0 ? list : undefined)
