/** Things that the secretariat may correct, as they are found by words. */
export type Thing = { kind: 'stakeholder' | 'mandate' | 'line' | 'process' | 'source'; path: string; name: string; language: string }

/** The kinds, those that are few first. */
export const KINDS = ['line', 'process', 'stakeholder', 'mandate', 'source'] as const satisfies readonly Thing['kind'][]
