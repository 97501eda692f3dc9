/** Stakeholders: what the endpoints of the API say about themselves. */
import { defineWords } from '../platform/i18n.ts'

export const strings = defineWords('stakeholders-api', {
  id: 'The id of the stakeholder, as in the address of its page.',
  stakeholder: 'A stakeholder.',
  stakeholders: 'The stakeholders, in parts.',
  type: 'Only those of this type.',
})
