/** Passkeys: the words of adding, removing and using one. */
import { defineWords } from '../../platform/i18n.ts'

export const strings = defineWords('passkeys', {
  add: 'Add a passkey',
  addedUnused: 'Added {added}, not used yet',
  addedUsed: 'Added {added}, last used {used}',
  alreadyHere: 'This device already holds a passkey for an account here. You can sign in with it.',
  failedToAdd: 'The device gave no passkey, so nothing was added. Press the button to try again.',
  failedToSignIn: 'The device gave no passkey. Press the button to try again, or sign in by mail.',
  hint: 'Your device keeps the passkey, and you sign in by your finger, your face or the PIN of the device: without waiting for a mail. Signing in by mail still works.',
  label: 'Name of the new passkey',
  labelHint: 'So that you know it again, such as “Phone”. You may leave it empty.',
  mailInstead: 'Sign in by mail',
  none: 'You have no passkey yet.',
  notAccepted: 'This passkey opens nothing here; perhaps it was removed. Try another one, or sign in by mail.',
  notAdded: 'What the device answered could not be checked, so nothing was added. Press the button to try again.',
  passkeys: 'Your passkeys',
  remove: 'Remove {label}',
  removeHint: 'A passkey that you remove here opens nothing any more. Your device may go on offering it: remove it there too.',
  signIn: 'Sign in with a passkey',
  signInHint: 'For this you need to have added a passkey to your account before. Your device asks for your finger, your face or its PIN.',
  tooLate: 'This page was open for more than five minutes, or was sent before. Press the button to try again.',
  unableToAdd:
    'This browser cannot add a passkey: it knows none, or scripts are switched off. You lose nothing by that: you go on signing in by mail.',
  unableToSignIn: 'This browser cannot use a passkey: it knows none, or scripts are switched off. Sign in by mail instead.',
})
