/** The data to be taken away whole: the page, its catalogue for programs, and the files. */
import type { Dumps } from '../../platform/dumps.ts'
import { NotFound } from '../../platform/errors.ts'
import { file, page, slice, stream } from '../../platform/http.ts'
import type { Tables } from '../tables.ts'
import { catalogue } from './catalogue.ts'
import { DataPage } from './pages.tsx'
import { datasetsOf } from './rules.ts'
import { coverageOf } from './store.ts'

export function data(dumps: Dumps) {
  // What is said of the files is as of when they were made, so that it is they which make a page anew.
  const data = slice<Tables>('dumps')

  data.get('/data', 'public', [], ({ view }) => page(<DataPage view={view} datasets={datasetsOf(dumps.list)} />))

  data.get('/data.jsonld', 'public', [], async ({ db, view }) =>
    file('jsonld', 'data', catalogue(view, datasetsOf(dumps.list), await coverageOf(db))),
  )

  data.get('/data/:file{[a-z]+\\.[a-z]+\\.gz}', 'public', [], ({ param }) => {
    const name = param('file').replace(/\.gz$/, '')
    const dump = dumps.find(name)
    if (!dump) throw new NotFound(`file ${name}`)
    return stream('gz', name, dumps.read(dump), {
      'content-length': String(dump.bytes),
      etag: `"${dump.sha256}"`,
      'last-modified': dump.madeAt.toUTCString(),
      // RFC 9530
      'repr-digest': `sha-256=:${Buffer.from(dump.sha256, 'hex').toString('base64')}:`,
    })
  })

  return data
}
