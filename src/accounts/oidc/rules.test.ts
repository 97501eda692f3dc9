import { expect, test } from 'vitest'
import { verifiedAddress } from './rules.ts'

test.each([
  [{ email: ' Ada@Example.org ', emailVerified: true }, 'ada@example.org'],
  [{ email: 'ada@example.org', emailVerified: 'true' }, 'ada@example.org'],
  [{ email: 'ada@example.org', emailVerified: 'false' }, null],
  [{ email: 'ada@example.org', emailVerified: 1 }, null],
  [{ email: 'ada@example.org', emailVerified: undefined }, null],
  [{ email: 'ada@example.org\r\nBcc: bob@example.org', emailVerified: true }, null],
  [{ email: ['ada@example.org'], emailVerified: true }, null],
  [{ email: undefined, emailVerified: true }, null],
])('of %o the checked address is %s', (said, address) => expect(verifiedAddress(said)).toBe(address))
