import { Readable } from 'node:stream'
import * as contract from '@amphi/contract/feeds'
import type { TenantsService } from '#modules/tenants'
import { Failure } from '#platform/failure'
import type { Http } from '#platform/http'
import type { Limits } from '#platform/limits'
import { networkOf } from '#platform/network'
import type { FeedsService } from './feeds.service.ts'

interface Needs {
  http: Http
  limits: Limits
  tenants: Pick<TenantsService, 'ofHost'>
  feeds: FeedsService
}

/** Programs ask each quarter of an hour, and some whenever they are opened. */
const often = { count: 60, seconds: 60 }

/** One’s addresses; and where programs read: text, so no route of the contract. Its address is its password, and is told to no other site. */
export const mountFeeds = ({ http: { app, mount }, limits, tenants, feeds }: Needs) => {
  mount(contract.listFeeds, (actor) => feeds.list(actor))
  mount(contract.createFeed, (actor, { body }) => feeds.create(actor, body.calendarId))
  mount(contract.revokeFeed, (actor, { params }) => feeds.revoke(actor, params.feedId))

  app.get('/feeds/:file', async (request, reply) => {
    const { id: tenantId } = await tenants.ofHost(request.hostname)
    const secret = /^(?<secret>[\w\-]{43})\.ics$/v.exec((request.params as { file: string }).file)?.groups?.['secret']
    const reading = secret && (await feeds.read(tenantId, secret))
    void reply.headers({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' })
    // Behind one address may be a school: what is found is counted by itself, what is not by where it is looked for.
    const wait = limits.count(reading ? `feed ${tenantId} ${secret}` : `no feed ${networkOf(request.ip)}`, often)
    if (wait !== undefined) throw new Failure('request.too_often', { retryAfter: wait })
    if (!reading) return reply.code(404).type('text/plain; charset=utf-8').send('There is nothing here, or no more.\n')
    const etag = `"${reading.etag}"`
    void reply.headers({ etag, 'cache-control': 'private, max-age=300' })
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'inline; filename="amphi.ics"')
      .send(Readable.from(reading.text(), { objectMode: false }))
  })
}
