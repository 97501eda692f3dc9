/** The data that can be taken away whole: which files there are, and what is said of each. */

export type Format = 'csv' | 'json' | 'xml'

/** The data sets in the order of the page, with the formats of their files. */
export const DATASETS = {
  activities: ['csv', 'json', 'xml'],
  facilitators: ['csv', 'json'],
  stakeholders: ['csv', 'json'],
  lines: ['csv', 'json', 'xml'],
} as const satisfies Record<string, readonly Format[]>
export type DatasetName = keyof typeof DATASETS
const NAMES = ['activities', 'facilitators', 'stakeholders', 'lines'] as const satisfies readonly DatasetName[]

/** A file as it lies on disk, compressed; `name` is without the ending `.gz`. */
type Dump = {
  name: string
  entries: number
  leftOut: Readonly<Record<string, number>>
  madeAt: Date
  bytes: number
  /** In hexadecimal. */
  sha256: string
}

export type DataFile = Dump & { format: Format }
export type Dataset = { name: DatasetName; files: readonly DataFile[] }

/** Every data set with its files, of which there are none before the first were made. */
export function datasetsOf(dumps: readonly Dump[]): Dataset[] {
  return NAMES.map((name) => ({
    name,
    files: DATASETS[name].flatMap((format) => {
      const dump = dumps.find((one) => one.name === `${name}.${format}`)
      return dump ? [{ ...dump, format }] : []
    }),
  }))
}

/** When the files were made: all at once. Null before there are any. */
export function madeAt(datasets: readonly Dataset[]): Date | null {
  return datasets.flatMap(({ files }) => files)[0]?.madeAt ?? null
}

/** The address of a file below the language. */
export function pathOf({ name }: Pick<DataFile, 'name'>): string {
  return `/data/${name}.gz`
}

/** Of what times and places the data are. `countries` are ISO 3166-1 alpha-3. */
export type Coverage = {
  activities: { from: number; until: number } | null
  countries: readonly string[]
  /** The first day of which a list of facilitators is known. */
  facilitatorsSince: string | null
}

/** The words that say what is in a data set, and how many entries there are in a file of it. */
export const ABOUT = {
  activities: { about: 'aboutActivities', holds: 'holdsActivities' },
  facilitators: { about: 'aboutFacilitators', holds: 'holdsFacilitators' },
  stakeholders: { about: 'aboutStakeholders', holds: 'holdsStakeholders' },
  lines: { about: 'aboutLines', holds: 'holdsLines' },
} as const satisfies Record<DatasetName, { about: string; holds: string }>
