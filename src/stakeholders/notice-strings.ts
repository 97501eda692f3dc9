/** What those are told who decide about organisations: the words of digests and mails. */
import { defineWords } from '../platform/i18n.ts'

export const strings = defineWords('stakeholder-notices', {
  asked: '{person} asks to represent {name} as you do. Any of its representatives can approve or refuse that.',
  askedFirst: '{person} asks to represent {name}, which nobody represents yet. The secretariat decides.',
  askedSubject: '{person} asks to represent {name}',
  lookAtQueue: 'Look at what waits',
  lookAtRequest: 'Look at the request',
  noName: 'somebody without a name',
  received: '{person} has registered {name}. Nobody of the secretariat has looked at it yet.',
  receivedSubject: 'Registered: {name}',
})
