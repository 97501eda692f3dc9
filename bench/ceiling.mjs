/** A bare server that gives one answer: the ceiling of the benches. */
import { createServer } from 'node:http'

const { headers, body } = JSON.parse(process.argv[2])
const bytes = Buffer.from(body, 'base64')
const server = createServer((_, response) => {
  response.writeHead(200, headers)
  response.end(bytes)
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
