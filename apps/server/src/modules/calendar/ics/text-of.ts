import { rawValues } from './date-values.ts'
import type { Component } from './ical.ts'

/** What a property says, as text; empty where there is none, or it says something else than text. */
export const textOf = (component: Component, name: string): string => {
  const property = component.getFirstProperty(name)
  const value = property ? rawValues(property)[0] : undefined
  return typeof value === 'string' ? value : ''
}
