import { readFileSync, writeFileSync } from 'node:fs'
import { generated } from './generated.ts'

/** Writes what is derived from the contract and the settings. With `--check`, says what is stale instead. */
const check = process.argv.includes('--check')
const stale: string[] = []

for (const [file, text] of Object.entries(await generated())) {
  const before = readFileSync(file, { encoding: 'utf8', flag: 'a+' })
  if (before === text) continue
  if (check) stale.push(file)
  else writeFileSync(file, text)
}

if (stale.length > 0) {
  process.stderr.write(`Stale: ${stale.join(', ')}. Run \`npm run generate\`.\n`)
  process.exitCode = 1
}
