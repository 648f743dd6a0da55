import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { CopyLine } from '#ui/CopyLine.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { usePlatforms } from '../queries.ts'

/** What is typed into the plugin. The secret is told this once. */
export function Secret({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  const say = useWords('platforms')
  const { data } = usePlatforms()
  return (
    <Dialog
      title={say('ready', { name })}
      sub={say('once')}
      width={560}
      onClose={onClose}
      actions={
        <Button variant="filled" onClick={onClose}>
          {say('kept')}
        </Button>
      }
    >
      {data ? <CopyLine label={say('address')} value={data.address} shown={data.address} /> : null}
      <CopyLine label={say('secret')} value={secret} />
    </Dialog>
  )
}
