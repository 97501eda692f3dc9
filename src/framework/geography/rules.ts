/** Countries. */

/** `code` is ISO 3166-1 alpha-2. */
export type Country = { code: string; name: string }
