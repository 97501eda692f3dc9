/** What this process keeps of the stocktaking, so that a list needs few questions to the database. */
import { Names } from './names-store.ts'
import { Facets } from './store.ts'

export class Register {
  readonly facets = new Facets()
  readonly names = new Names()

  /** A slice was written: call it with what a connection hears. Null: anything may have changed unheard. */
  changed(slice: string | null): void {
    this.facets.changed(slice)
    this.names.changed(slice)
  }
}
