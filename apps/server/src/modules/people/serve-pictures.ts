import { z } from 'zod'
import { prefix } from '@amphi/contract/grammar'
import { Failure } from '#platform/failure'
import type { Files } from '#platform/files'
import type { Http } from '#platform/http'
import { pictureKey } from './picture-key.ts'

const Params = z.object({ pictureId: z.uuid() })

/** Portraits, for the pages: bytes, so no route of the contract. */
export const servePictures = ({ app, known }: Http, files: Files) => {
  app.get(`${prefix}/pictures/:pictureId`, async (request, reply) => {
    const { tenantId } = await known(request)
    const { data } = Params.safeParse(request.params)
    const picture = data && (await files.open(pictureKey(tenantId, data.pictureId)))
    if (!picture) throw new Failure('request.unknown_route')
    return reply
      .headers({
        'cache-control': 'private, max-age=31536000, immutable',
        'content-disposition': 'inline',
        'content-security-policy': "default-src 'none'; sandbox",
      })
      .type('image/webp')
      .send(picture)
  })
}
