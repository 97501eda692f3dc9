/**
 * On the two pages about passkeys, which no browser does without a script. It asks the browser what the form says,
 * puts the answer into a field and sends the form; nothing else. Without it the pages say how to sign in by mail.
 */
const form = document.querySelector('form[data-ceremony]')
const button = form.querySelector('button')

if (window.PublicKeyCredential) {
  form.hidden = false
  show('unable', false)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    ask()
  })
}

async function ask() {
  show('failed', false)
  show('known', false)
  button.disabled = true
  try {
    form.querySelector('input[name=answer]').value = JSON.stringify(await answer())
    form.submit()
  } catch (error) {
    // Given up, or taken too long; or the device says that it has one (WebAuthn §5.1.3, excludeCredentials).
    show(error.name === 'InvalidStateError' ? 'known' : 'failed', true)
  } finally {
    button.disabled = false
  }
}

/** What the browser says, in the JSON of WebAuthn §5.1: written out here, because many browsers that have passkeys cannot. */
async function answer() {
  const options = JSON.parse(form.dataset.options)
  const { id, type, response } = form.dataset.ceremony === 'create' ? await create(options) : await get(options)
  return { id, rawId: id, type, response: written(response) }
}

function create(options) {
  const user = { ...options.user, id: bytes(options.user.id) }
  const excludeCredentials = options.excludeCredentials.map((known) => ({ ...known, id: bytes(known.id) }))
  return navigator.credentials.create({ publicKey: { ...options, challenge: bytes(options.challenge), user, excludeCredentials } })
}

function get(options) {
  return navigator.credentials.get({ publicKey: { ...options, challenge: bytes(options.challenge) } })
}

function written(response) {
  const clientDataJSON = text(response.clientDataJSON)
  if (response.attestationObject) {
    return { clientDataJSON, attestationObject: text(response.attestationObject), transports: response.getTransports?.() ?? [] }
  }
  const { authenticatorData, signature, userHandle } = response
  return {
    clientDataJSON,
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    userHandle: userHandle && text(userHandle),
  }
}

function show(when, yes) {
  for (const element of document.querySelectorAll(`[data-when="${when}"]`)) element.hidden = !yes
}

/** Base64url, without padding (RFC 4648 §5). */
function text(buffer) {
  const binary = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function bytes(base64url) {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
}
