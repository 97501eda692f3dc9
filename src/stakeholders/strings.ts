/** Stakeholders: the words for their types, kinds and standings. Every key is one of those. */
import { defineWords } from '../platform/i18n.ts'

export const strings = defineWords('stakeholders', {
  academia: 'Academia',
  business: 'Business',
  'civil-society': 'Civil society',
  foundation: 'Foundation',
  government: 'Government',
  group: 'Group of bodies',
  'international-organisation': 'International organisation',
  mentioned: 'Named by an import',
  'not-stated': 'Type not stated',
  organ: 'Organ: named, but in no electorate',
  organisation: 'Organisation',
  other: 'Other type',
  public: 'On record',
  'technical-community': 'Technical community',
})
