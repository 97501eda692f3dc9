/** Countries and the regions that they lie in. */

/** `code` is ISO 3166-1 alpha-2, `m49` the number of the United Nations, `region` the smallest region that it lies in, by its M49 code. */
export type Country = { code: string; m49: string; region: string | null; name: string }

/** `code` is M49; `parent` the code of the region around it: the world is in none. */
export type Region = { code: string; slug: string; parent: string | null; name: string }

/** Degrees, north and east positive. */
export type Position = { latitude: number; longitude: number }

/** Of the countries and areas that a small map of the world has no room for, by ISO 3166-1 alpha-2. */
export type Positions = ReadonlyMap<string, Position>
