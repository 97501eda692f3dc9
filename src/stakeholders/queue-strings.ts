/** The page of what waits for the secretariat. */
import { defineWords } from '../platform/i18n.ts'

export const strings = defineWords('secretariat', {
  addresses: 'Has confirmed addresses at: {domains}',
  asker: '{person} asks to represent it since {at}.',
  author: 'Registered by {person} on {at}.',
  dueAt: 'If nobody looks at it, it becomes public on {at}.',
  effect_approveFirst: 'Approve: {person} becomes its first representative, and can approve others.',
  effect_approveNext: 'Approve: {person} represents it beside those who do already; they can decide this as well.',
  effect_approvePublishes: 'Approving also makes the organisation public.',
  effect_held: 'The organisation is held back: it must be published before anybody can represent it.',
  effect_hold: 'Hold: only its author and the secretariat see it. The author gets your reason by mail.',
  effect_keep: 'Leave public: it stays as it is, and leaves this list.',
  effect_publish: 'Publish: everybody sees it, and its author gets a mail. It gives nobody the right to act for it.',
  effect_publishHeld: 'Publish: everybody sees it after all, and its author gets a mail.',
  effect_refuse: 'Refuse: {person} gets your reason by mail and may ask again.',
  held: 'Held back',
  heldBecause: 'The reason:',
  hold: 'Hold',
  keep: 'Leave public',
  nothing: 'Nothing waits.',
  organisations: 'Organisations to look at',
  publicByTime: 'Public by time since {at}; nobody has looked at it yet.',
  publish: 'Publish',
  reason: 'Reason, if you hold or refuse',
  requests: 'Who asks to represent an organisation',
  secretariat: 'What waits for the secretariat',
})
