/** Who is asking, and which audience they belong to. */

/** Every route names its audience; there is no default to forget. A store narrows it to the object. */
export type Audience =
  | 'public'
  | 'signed-in'
  | 'representative'
  | 'team'
  | 'facilitator'
  | 'focal-point'
  | 'chair'
  | 'secretariat'
  | 'administrator'

/** Nobody can sign in yet, so whatever is not public admits nobody. */
export function admits(audience: Audience): boolean {
  return audience === 'public'
}
