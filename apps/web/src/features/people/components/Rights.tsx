import type { Capability, Role } from '@amphi/contract/people'
import { useWords } from '#ground/words.ts'
import { Checkbox } from '#ui/Choice.tsx'
import { Segmented } from '#ui/Segmented.tsx'
import css from './people.module.css'

const roles: readonly Role[] = ['member', 'administrator']
const capabilities: readonly Capability[] = ['createRooms', 'stream', 'webinar']

/** Role and capabilities, for someone invited or already there. */
export function Rights(props: {
  role: Role
  capabilities: readonly Capability[]
  onRole: (role: Role) => void
  onCapabilities: (capabilities: Capability[]) => void
}) {
  const say = useWords('people')
  const held = props.capabilities
  return (
    <div className={css.rights}>
      <p className={css.label} aria-hidden="true">
        {say('role')}
      </p>
      <Segmented
        label={say('role')}
        value={props.role}
        onChange={props.onRole}
        options={roles.map((role) => ({ value: role, label: say(`role.${role}`) }))}
      />
      <fieldset>
        <legend className={css.label}>{say('capabilities')}</legend>
        {capabilities.map((capability) => (
          <div key={capability}>
            <Checkbox
              label={say(`capability.${capability}`)}
              checked={held.includes(capability)}
              onChange={(on) =>
                props.onCapabilities(on ? [...held, capability] : held.filter((other) => other !== capability))
              }
            />
          </div>
        ))}
      </fieldset>
    </div>
  )
}
