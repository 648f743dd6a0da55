import { commands } from '../apps/server/src/cli/commands.ts'
import { commandLinePage } from '../apps/server/src/cli/help.ts'
import { secretSettings } from '../apps/server/src/cli/secret-settings.ts'
import { configurationPage } from '../apps/server/src/platform/config.ts'
import { routes } from '../packages/contract/src/catalogue.ts'
import type { AnyRoute } from '../packages/contract/src/grammar.ts'

/** Where each route lives, without its schemas: pages call by name and load no Zod. */
const addresses = () => {
  const lines = Object.entries<AnyRoute>(routes).map(
    ([name, { method, path, upload }]) =>
      `  ${name}: { method: '${method}', path: '${path}'${upload ? ', upload: true' : ''} },`,
  )
  return `// Written by \`npm run generate\` from the contract.\nexport const addresses = {\n${lines.join('\n')}\n} as const\n`
}

/** Every derived file and what it should hold. */
export const generated = async (): Promise<Record<string, string>> => ({
  'packages/contract/src/generated/addresses.ts': addresses(),
  'docs/configuration.md': configurationPage(Object.values(secretSettings)),
  'docs/command-line.md': commandLinePage(commands),
})
