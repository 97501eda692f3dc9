/** How pages are rendered. */
import { jsx } from 'hono/jsx'

/**
 * The elements of hono carry contexts across awaits by AsyncLocalStorage, which on Node 20 makes every promise of the process slower:
 * a list took a fifth more time. No element here has a context, so the first to be rendered, which looks for that storage, shall not find it.
 */
export function renderWithoutContexts(): void {
  const found = Object.getOwnPropertyDescriptor(process, 'getBuiltinModule')
  if (!found?.configurable) return
  Object.defineProperty(process, 'getBuiltinModule', { ...found, value: undefined })
  String(jsx('p', {}))
  Object.defineProperty(process, 'getBuiltinModule', found)
}
