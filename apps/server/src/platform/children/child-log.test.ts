import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLog, trimLog } from './child-log.ts'

test('a log whose older part cannot be kept, as on a full disk, begins anew all the same', () => {
  const folder = mkdtempSync(join(tmpdir(), 'amphi-log-'))
  const path = join(folder, 'child.log')
  writeFileSync(path, 'a'.repeat(100))
  mkdirSync(`${path}.1/occupied`, { recursive: true })

  trimLog(path, 50)

  expect(readFileSync(path, 'utf8')).toBe('')
  rmSync(folder, { recursive: true })
})

test('a log that grew too long begins anew, and its child goes on writing at the beginning', () => {
  const folder = mkdtempSync(join(tmpdir(), 'amphi-log-'))
  const path = join(folder, 'logs', 'child.log')
  {
    using log = openLog(path)
    writeSync(log.fd, 'a'.repeat(100))
    trimLog(path, 50)
    writeSync(log.fd, 'after')
  }

  expect(readFileSync(path, 'utf8')).toBe('after')
  expect(readFileSync(`${path}.1`, 'utf8')).toHaveLength(100)
  writeFileSync(path, '')
  rmSync(folder, { recursive: true })
})
