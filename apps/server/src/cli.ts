import { runCommand } from './cli/run-command.ts'
import { ownTerminal } from './cli/terminal.ts'

process.exitCode = await runCommand(process.argv.slice(2), ownTerminal(process.env))
