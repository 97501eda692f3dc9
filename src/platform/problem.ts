/** Why a request was not answered, as the key of the words that say what to do. */
export type Problem = 'absent' | 'badRequest' | 'foreign' | 'tooLong' | 'tooLarge' | 'tooMany' | 'failed'
