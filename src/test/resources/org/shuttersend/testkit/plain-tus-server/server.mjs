// A plain tus server, as its makers ship it. Argument: where files go. Prints its port; ends with
// its standard input.
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'

const server = new Server({
  path: '/files',
  datastore: new FileStore({ directory: process.argv[2] }),
})
const http = server.listen({ host: '127.0.0.1', port: 0 }, () => console.log(http.address().port))
process.stdin.on('end', () => process.exit()).resume()
