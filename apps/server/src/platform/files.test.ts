import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe } from 'vitest'
import { filesSuite } from './files.suite.ts'
import { openFiles } from './files.ts'

describe('in a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'amphi-files-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  filesSuite(() => openFiles({ folder }))
})
