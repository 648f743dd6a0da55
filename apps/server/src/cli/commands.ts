import { accountCommands } from './accounts.commands.ts'
import { appPasswordsCommands } from './app-passwords.commands.ts'
import { backupCommands } from './backup.commands.ts'
import { bbbClientsCommands } from './bbb-clients.commands.ts'
import type { Command } from './command.ts'
import { peopleCommands } from './people.commands.ts'
import { resourcesCommands } from './resources.commands.ts'
import { roomsCommands } from './rooms.commands.ts'
import { statusCommands } from './status.commands.ts'
import { tokensCommands } from './tokens.commands.ts'

/** All there is. A later capability adds its own file, and one line here. */
export const commands: readonly Command[] = [
  ...peopleCommands,
  ...accountCommands,
  ...tokensCommands,
  ...appPasswordsCommands,
  ...roomsCommands,
  ...resourcesCommands,
  ...bbbClientsCommands,
  ...statusCommands,
  ...backupCommands,
]
