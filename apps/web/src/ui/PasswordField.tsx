import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { type ComponentProps, useState } from 'react'
import { useWords } from '#ground/words.ts'
import { TextField } from './TextField.tsx'
import { Tool } from './Tool.tsx'

/** A password one may look at. */
export function PasswordField(props: Omit<ComponentProps<typeof TextField>, 'type' | 'end'>) {
  const say = useWords('ui')
  const [shown, setShown] = useState(false)
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      end={
        <Tool label={say(shown ? 'hide' : 'show')} size={32} onClick={() => setShown(!shown)}>
          {shown ? <IconEyeOff size={19} stroke={1.8} /> : <IconEye size={19} stroke={1.8} />}
        </Tool>
      }
    />
  )
}
