/** Reads the domains that say nothing about an organisation. */
import { join } from 'node:path'
import { z } from 'zod'
import { readRows } from '../platform/data-files.ts'

const Domain = z.object({
  domain: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain in small letters'),
  what: z.enum(['mail', 'pages', 'registry'], 'must be mail, pages or registry'),
})

/** @param data the folder of the shipped files. Throws Refused with every wrong row. */
export function readSharedDomains(data: string): ReadonlySet<string> {
  return new Set(readRows(join(data, 'shared-domains.csv'), Domain).map(({ domain }) => domain))
}
