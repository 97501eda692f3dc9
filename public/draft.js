/**
 * Beside long forms: what is typed goes into the browser's own store at once, and to the account when somebody pauses or leaves. The store
 * holds only what the account has not got, so that it is empty again once everything was sent. Without the script a button does the same.
 */
const form = document.querySelector('form[data-draft]')
const key = `draft ${form.dataset.draft}`
/** In milliseconds: nobody types on after so long a pause. */
const PAUSE = 2000
let timer = null

restore()
form.addEventListener('input', () => {
  localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: fields() }))
  show(null)
  clearTimeout(timer)
  timer = setTimeout(send, PAUSE)
})
addEventListener('online', () => send())
addEventListener('pagehide', () => send({ keepalive: true }))
form.addEventListener('submit', submit)
document.querySelector('button[value=forget]')?.form.addEventListener('submit', () => localStorage.removeItem(key))

/** What this browser has and the account has not; the account's is newer where somebody went on elsewhere. */
function restore() {
  const unsent = JSON.parse(localStorage.getItem(key) ?? 'null')
  if (!unsent) return
  if (Number(form.dataset.kept ?? 0) > unsent.at) return localStorage.removeItem(key)
  for (const element of form.elements) if (isKept(element)) fill(element, unsent.fields)
  send()
}

function fill(element, typed) {
  const values = typed.filter(([name]) => name === element.name).map(([, value]) => value)
  if (element.type === 'checkbox' || element.type === 'radio') element.checked = values.includes(element.value)
  else if (element.multiple) for (const option of element.options) option.selected = values.includes(option.value)
  else element.value = values[0] ?? ''
}

function isKept({ name, type }) {
  return name && !['hidden', 'submit', 'button', 'file', 'password', 'fieldset'].includes(type)
}

function fields() {
  return [...new FormData(form)].filter(([, value]) => typeof value === 'string')
}

/** To the account. @returns what became of it: `kept`, `offline`, `ended` (the session), or null: there was nothing to send */
async function send(options = {}) {
  clearTimeout(timer)
  const unsent = localStorage.getItem(key)
  if (!unsent) return null
  const became = await post(options)
  if (became === 'kept' && localStorage.getItem(key) === unsent) localStorage.removeItem(key)
  show(became)
  return became
}

async function post(options) {
  const body = new URLSearchParams(fields())
  body.set('draft', 'save')
  try {
    const { status, type } = await fetch(form.action, { method: 'POST', body, redirect: 'manual', ...options })
    if (status === 204) return 'kept'
    return type === 'opaqueredirect' ? 'ended' : 'offline'
  } catch {
    return 'offline'
  }
}

/** The form goes once the account has what is typed, so that nothing is lost on the way; while the line is down it stays where it is. */
async function submit(event) {
  if (!localStorage.getItem(key)) return
  event.preventDefault()
  if ((await send()) === 'offline') return
  form.removeEventListener('submit', submit)
  form.requestSubmit(event.submitter)
}

function show(became) {
  for (const element of form.querySelectorAll('[data-when]')) element.hidden = element.dataset.when !== became
}
