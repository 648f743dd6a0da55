import type { BbbFinding } from '@amphi/contract/bbb-clients'
import type { TenantsService } from '#modules/tenants'
import type { PersonActor } from '#platform/actor'
import type { ApiService } from './api.service.ts'
import type { ClientsService } from './clients.service.ts'
import { signerOf } from './checksum.ts'

interface Needs {
  clients: ClientsService
  tenants: TenantsService
  api: Pick<ApiService, 'calls'>
}

const path = '/bigbluebutton/api'

/** What the address alone tells. A host of another case, or a port too many, is looked at by the eye. */
const lookAt = (url: URL, ours: URL, hosts: readonly string[], calls: readonly string[]) => {
  const findings: BbbFinding[] = []
  if (!hosts.includes(url.hostname.toLowerCase())) findings.push('wrong_host')
  else if (url.protocol === 'http:' && ours.protocol === 'https:') findings.push('plain_http')
  const at = url.pathname.indexOf(path)
  if (at < 0) findings.push(url.pathname.replace(/\/+$/, '') === '/bigbluebutton' ? 'no_call' : 'wrong_path')
  else if (url.pathname.indexOf('/bigbluebutton', 1) >= 0 || url.pathname.includes('/api/api'))
    findings.push('double_path')
  else if (at > 0) findings.push('wrong_path')
  const call = at < 0 ? '' : url.pathname.slice(at + path.length).replace(/^\/+|\/+$/g, '')
  if (findings.length === 0 && call === '') findings.push('no_call')
  else if (findings.length === 0 && !calls.includes(call)) findings.push('unknown_call')
  return { findings, call }
}

/** Reads an address as the server would, and says what it would stumble over. */
export const createCheckingService = ({ clients, tenants, api }: Needs) => ({
  async check(actor: PersonActor, address: string): Promise<{ findings: BbbFinding[]; client: string | null }> {
    clients.refuseMembers(actor)
    const { tenantId } = actor
    const text = address.trim()
    if (!URL.canParse(text) || !/^https?:/i.test(text)) return { findings: ['no_address'], client: null }
    const ours = new URL(await tenants.addressOf(tenantId))
    const { findings, call } = lookAt(new URL(text), ours, await tenants.hostsOf(tenantId), api.calls())
    if (findings.includes('no_call') || findings.includes('unknown_call')) return { findings, client: null }
    const at = text.indexOf('?')
    const query = at < 0 ? '' : Buffer.from(text.slice(at + 1).replace(/#.*$/, '')).toString('latin1')
    const all = await clients.all(tenantId)
    const verdict = signerOf({ call, query }, all)
    const signed: BbbFinding[] = 'refused' in verdict ? [verdict.refused] : verdict.by.enabled ? [] : ['disabled']
    const found = [...findings, ...signed]
    return { findings: found.length > 0 ? found : ['right'], client: 'by' in verdict ? verdict.by.name : null }
  },
})

export type Checking = ReturnType<typeof createCheckingService>
