import type { Component } from './ical.ts'

/** A description in HTML beside the plain one: left as it was, programs would go on showing the old one (ALTREP). */
export const dropTwins = (component: Component): void => {
  component.getFirstProperty('description')?.removeParameter('altrep')
  for (const name of ['x-alt-desc', 'styled-description']) component.removeAllProperties(name)
}
