import { ICAL, type Component } from './ical.ts'
import { jcalOf, type JComponent } from './jcal.ts'
import { vtimezoneOf } from './zones.ts'

const zonesIn = ([, properties, components]: JComponent): string[] => [
  ...properties.flatMap(([, { tzid }]) => (typeof tzid === 'string' ? [tzid] : [])),
  ...components.flatMap(zonesIn),
]

/** The same with a VTIMEZONE for each zone it speaks of and does not describe (RFC 5545 §3.2.19 wants one). */
export const addZones = (root: Component): Component => {
  const [name, properties, components] = jcalOf(root)
  const has = new Set(
    components.filter(([it]) => it === 'vtimezone').map(([, said]) => said.find(([it]) => it === 'tzid')?.[3]),
  )
  const missing = [...new Set(zonesIn([name, properties, components]))].filter((it) => !has.has(it))
  const made = missing.flatMap((tzid): JComponent[] => {
    const component = vtimezoneOf(tzid)
    if (!component) return []
    component.updatePropertyWithValue('tzid', tzid)
    return [jcalOf(component)]
  })
  return new ICAL.Component([name, properties, [...made, ...components]])
}
