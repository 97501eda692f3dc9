/** Signing in at the organisation's own provider: its words. `{name}` is what the operator calls it. */
import { defineWords } from '../../platform/i18n.ts'

export const strings = defineWords('provider', {
  declined: '{name} did not sign you in. Press the button to try again, or sign in by mail.',
  down: '{name} does not answer at the moment. Try again later, or sign in by mail.',
  links: 'Your sign-in with {name}',
  none: 'You have not signed in with {name} yet, or you removed the link.',
  notAccepted: 'What {name} answered could not be checked, so you are not signed in. Press the button to try again, or sign in by mail.',
  notBegun:
    'This sign-in was begun in another browser, or more than ten minutes ago, or is finished already. Press the button to begin again.',
  onward: 'On to {name}',
  onwardHint: 'You sign in there and come back here.',
  onwardLink: 'Go on',
  remove: 'Remove the link with {host}',
  removeHint: 'You can still sign in by mail. Whoever signs in there again with one of your addresses makes the link anew.',
  signIn: 'Sign in with {name}',
  since: 'Linked since {linked}',
  unverified: '{name} does not say that it has checked your email address, so it opens no account here. Sign in by mail.',
})
