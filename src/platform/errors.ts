/** The few errors that end what was begun. Expected refusals of a form are not errors: rules return them. */

/** Absent, or not for this reader: from outside the two look the same. */
export class NotFound extends Error {}

/** A request that cannot be understood. The key is of the words that say what to do (ui/strings.ts). */
export class BadRequest extends Error {}

/** A request to the API whose parameters are refused, each with a sentence that says what to do. */
export class BadParameters extends BadRequest {
  readonly refused: readonly { parameter: string; detail: string }[]

  constructor(refused: readonly { parameter: string; detail: string }[]) {
    super(refused.map(({ detail }) => detail).join(' '))
    this.refused = refused
  }
}

/** An expected refusal of a command. Its message is a whole sentence for the operator and says what to do. */
export class Refused extends Error {}
