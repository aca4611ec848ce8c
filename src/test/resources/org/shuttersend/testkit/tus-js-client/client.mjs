// tus-js-client, as its makers ship it. Arguments: where uploads are made, and a folder with the
// files to send, each named as what is done with it. The token comes in the environment. Prints a
// line of JSON for each.
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import * as tus from 'tus-js-client'

const [endpoint, folder] = process.argv.slice(2)
const storage = new tus.FileUrlStorage(join(folder, 'urls.json'))
const piece = 256 * 1024

// For a request that was cut off and that the server has not noticed yet: the next one is told so.
const retryDelays = Array(100).fill(100)

function upload(name, more) {
  return new Promise((resolve) => {
    const one = new tus.Upload(createReadStream(join(folder, name)), {
      endpoint,
      headers: { Authorization: `Bearer ${process.env.TOKEN}` },
      metadata: { filename: name, filetype: 'application/octet-stream' },
      urlStorage: storage,
      retryDelays,
      ...more,
      onSuccess: () => resolve({ end: 'sent', url: one.url }),
      onError: (error) =>
        resolve({ end: 'failed', status: error.originalResponse?.getStatus() ?? 0, url: one.url }),
      onProgress: (sent) => more.at?.(one, sent, resolve),
      onChunkComplete: (_, sent) => more.afterPiece?.(one, sent, resolve),
    })
    if (more.begin) more.begin(one)
    else one.start()
  })
}

// Ends in the midst of its work, once.
function ending(terminate) {
  let over = false
  return (one, sent, resolve) => {
    if (!over && sent > 0) {
      over = true
      one.abort(terminate).then(
        () => resolve({ end: terminate ? 'terminated' : 'aborted', sent, url: one.url }),
        (error) => resolve({ end: 'failed', status: error.originalResponse?.getStatus() ?? 0 }),
      )
    }
  }
}

async function resumed(one) {
  const [previous] = await one.findPreviousUploads()
  one.resumeFromPreviousUpload(previous)
  one.start()
}

const say = (name, what) =>
  console.log(JSON.stringify({ status: 0, url: '', sent: 0, ...what, name }))

say('whole.bin', await upload('whole.bin', {}))
say('with-creation.bin', await upload('with-creation.bin', { uploadDataDuringCreation: true }))
say(
  'pieces.bin',
  await upload('pieces.bin', { chunkSize: piece, uploadDataDuringCreation: true }),
)
say('empty.bin', await upload('empty.bin', {}))

say('between pieces', await upload('between.bin', { chunkSize: piece, afterPiece: ending(false) }))
say('between.bin', await upload('between.bin', { chunkSize: piece, begin: resumed }))

say('within', await upload('within.bin', { at: ending(false) }))
say('within.bin', await upload('within.bin', { begin: resumed }))

say('given up', await upload('given-up.bin', { chunkSize: piece, afterPiece: ending(true) }))
const left = await upload('left.bin', { chunkSize: piece, afterPiece: ending(false) })
await tus.Upload.terminate(left.url, {
  headers: { Authorization: `Bearer ${process.env.TOKEN}` },
  retryDelays,
})
say('left', { end: 'terminated', url: left.url })

say('parallel', await upload('parallel.bin', { parallelUploads: 2 }))
say('stranger', await upload('stranger.bin', { headers: { Authorization: 'Bearer wrong' } }))
