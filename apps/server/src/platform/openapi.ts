import { z } from 'zod'
import { catalogue, type FailureCode } from '@amphi/contract/catalogue'
import { done, nothing, prefix, type AnyRoute } from '@amphi/contract/grammar'
import { requestFailures } from '@amphi/contract/requests'

/** Read as input, an object stays open: what we add to a reply tomorrow must not break who reads it today. */
const schemaOf = (schema: z.ZodType) => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}

const json = (schema: unknown) => ({ 'application/json': { schema } })

const parametersOf = (place: 'path' | 'query', schema: z.ZodType) => {
  if (schema === nothing) return []
  const { properties = {}, required = [] } = schemaOf(schema)
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: of,
  }))
}

const bodyOf = ({ body, upload }: AnyRoute) => {
  if (upload) {
    const file = { schema: { type: 'string', format: 'binary', maxLength: upload.bytes } }
    return { requestBody: { required: true, content: Object.fromEntries(upload.types.map((type) => [type, file])) } }
  }
  return body === nothing ? {} : { requestBody: { required: true, content: json(schemaOf(body)) } }
}

const refusalsOf = ({ access, failures }: AnyRoute) => {
  const usual = Object.keys(requestFailures).filter((code) => access !== 'anyone' || code !== 'login.required')
  const byStatus = Object.groupBy([...usual, ...failures] as FailureCode[], (code) => catalogue[code])
  return Object.entries(byStatus).map(([status, codes]) => [
    status,
    {
      description: codes.join(', '),
      content: json({
        type: 'object',
        required: ['code', 'details'],
        properties: { code: { enum: codes }, details: { type: 'object' } },
      }),
    },
  ])
}

const securityOf: Record<AnyRoute['access'], object[]> = {
  anyone: [{}],
  visitor: [{ login: [] }, { token: [] }],
  person: [{ login: [] }, { token: [] }],
  login: [{ login: [] }],
}

const operation = (name: string, route: AnyRoute) => ({
  operationId: name,
  summary: route.summary,
  tags: [route.path.split('/')[1] ?? ''],
  security: securityOf[route.access],
  parameters: [...parametersOf('path', route.params), ...parametersOf('query', route.query)],
  ...bodyOf(route),
  responses: {
    ...(route.reply === done
      ? { 204: { description: 'Done' } }
      : { 200: { description: 'Done', content: json(schemaOf(route.reply)) } }),
    ...Object.fromEntries(refusalsOf(route)),
  },
})

/** The same contract, in the tongue of those who do not speak TypeScript. */
export const openapi = (routes: Record<string, AnyRoute>, version: string) => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) }
  }
  const securitySchemes = {
    login: { type: 'apiKey', in: 'cookie', name: 'amphi_login' },
    token: { type: 'http', scheme: 'bearer' },
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Amphi', version },
    servers: [{ url: prefix }],
    paths,
    components: { securitySchemes },
  }
}
