import { pictureFile } from '@amphi/contract/limits'
import { IconPhotoUp } from '@tabler/icons-react'
import type { Me } from '@amphi/contract/profile'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTell } from '#ground/queries.ts'
import { useSentence } from '#ground/useSentence.ts'
import { greet } from '#ground/welcome.ts'
import { useWords } from '#ground/words.ts'
import { Avatar } from '#ui/Avatar.tsx'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { toast } from '#ui/toasts.ts'
import css from './profile.module.css'

export function PictureForm({ me }: { me: Me }) {
  const say = useWords('profile')
  const ui = useWords('ui')
  const sentence = useSentence()
  const field = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File>()
  // The chosen file, shown before it is sent.
  const preview = useMemo(() => (file ? URL.createObjectURL(file) : undefined), [file])
  useEffect(() => () => (preview ? URL.revokeObjectURL(preview) : undefined), [preview])
  const put = useTell('changePicture')
  const remove = useTell('removePicture')
  const tooLarge = file !== undefined && file.size > pictureFile.bytes
  const changed = async (now: Me) => {
    await greet(now)
    setFile(undefined)
    toast(say('saved'))
  }
  const problem = put.error ?? remove.error
  return (
    <div className={css.picture}>
      <Avatar of={{ name: me.name, pictureUrl: preview ?? me.pictureUrl }} size={84} />
      <input
        ref={field}
        hidden
        type="file"
        accept={pictureFile.types.join(',')}
        aria-label={say('picture')}
        onChange={(event) => {
          setFile(event.target.files?.[0])
          put.reset()
          event.target.value = ''
        }}
      />
      <div>
        {file ? (
          <>
            <Button onClick={() => setFile(undefined)}>{ui('cancel')}</Button>
            <Button
              variant="filled"
              disabled={tooLarge}
              busy={put.isPending}
              onClick={() => put.mutate({ body: file }, { onSuccess: (now) => void changed(now) })}
            >
              {say('picture.keep')}
            </Button>
          </>
        ) : (
          <>
            <Button icon={<IconPhotoUp size={19} stroke={1.8} />} onClick={() => field.current?.click()}>
              {say('picture.choose')}
            </Button>
            {me.pictureUrl ? (
              <Button
                variant="subtle"
                busy={remove.isPending}
                onClick={() => remove.mutate({}, { onSuccess: (now) => void changed(now) })}
              >
                {say('picture.remove')}
              </Button>
            ) : null}
          </>
        )}
      </div>
      {tooLarge ? <Notice tone="error">{say('picture.large')}</Notice> : null}
      {problem ? <Notice tone="error">{sentence(problem)}</Notice> : null}
      <p className="small muted">{say('picture.note')}</p>
    </div>
  )
}
