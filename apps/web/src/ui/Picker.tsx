import { IconStar, IconStarFilled, IconX } from '@tabler/icons-react'
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '#ground/words.ts'
import { Field, type FieldFrame } from './Field.tsx'
import css from './Picker.module.css'
import { Tool } from './Tool.tsx'

export interface Pickable {
  key: string
  name: string
  /** Under the name in the list: what tells two of one name apart. */
  note?: string | undefined
  face: ReactNode
  /** Whether it is kept among one’s favourites; undefined for what cannot be. */
  starred?: boolean | undefined
}

type Props = FieldFrame & {
  placeholder?: string
  picked: readonly Pickable[]
  options: readonly Pickable[]
  /** What is typed; whoever draws this finds the options for it. */
  search: string
  /** Said where there is nothing to pick. */
  empty: string | undefined
  onSearch: (search: string) => void
  onPick: (key: string) => void
  onRemove: (key: string) => void
  onStar?: (key: string, on: boolean) => void
  /** Takes a text that is pasted as a whole; without `true`, it stands in the field. */
  onPaste?: (text: string) => boolean
}

function Chip({
  it,
  onRemove,
  onStar,
}: {
  it: Pickable
  onRemove: () => void
  onStar: ((on: boolean) => void) | undefined
}) {
  const say = useWords('ui')
  const { name, face, starred } = it
  return (
    <li className={css.chip}>
      {face}
      <span className={css.name} title={name}>
        {name}
      </span>
      {starred === undefined || !onStar ? null : (
        <Tool
          label={say('picker.star', { name })}
          size={30}
          on={starred}
          className={css.star}
          onClick={() => onStar(!starred)}
        >
          {starred ? <IconStarFilled size={16} /> : <IconStar size={16} stroke={1.8} />}
        </Tool>
      )}
      <Tool label={say('picker.remove', { name })} size={30} onClick={onRemove}>
        <IconX size={16} stroke={2} />
      </Tool>
    </li>
  )
}

const stepIn = (key: string, at: number, count: number) => {
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return (at - 1 + count) % count
  return undefined
}

/** Several things picked out of many by typing (ARIA: an editable combobox with a list). */
export function Picker(props: Props) {
  const { label, bare, note, error, className, placeholder, picked, options, search, empty } = props
  const { onSearch, onPick, onRemove, onStar, onPaste } = props
  const say = useWords('ui')
  const list = useId()
  const input = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const active = Math.min(at, options.length - 1)
  const isShown = open && (options.length > 0 || empty !== undefined)

  useEffect(() => {
    if (isShown) document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [isShown, list, active])

  const pick = (key: string) => {
    onPick(key)
    onSearch('')
    setAt(0)
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = options[active]
    const next = stepIn(event.key, active, options.length)
    if (next !== undefined) {
      event.preventDefault()
      setAt(isShown ? next : active)
      setOpen(true)
    } else if (event.key === 'Enter' && isShown && chosen) {
      event.preventDefault()
      pick(chosen.key)
    } else if (event.key === 'Enter' && search !== '') event.preventDefault()
    else if (event.key === 'Escape' && isShown) {
      // Of what surrounds it nothing closes: a dialog would.
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    } else if (event.key === 'Backspace' && search === '') {
      const last = picked.at(-1)
      if (last) onRemove(last.key)
    }
  }
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) setOpen(false)
  }

  return (
    <Field {...{ label, note, error, className }} {...(bare ? { bare } : {})}>
      {(ids) => (
        <div className={css.picker} onBlur={onBlur}>
          <div className={css.box} data-error={error ? true : undefined}>
            {picked.length > 0 ? (
              <ul className={css.chips} aria-label={say('picker.picked', { count: picked.length })}>
                {picked.map((it) => (
                  <Chip
                    key={it.key}
                    it={it}
                    onRemove={() => {
                      onRemove(it.key)
                      input.current?.focus()
                    }}
                    onStar={onStar && ((on) => onStar(it.key, on))}
                  />
                ))}
              </ul>
            ) : null}
            <input
              {...ids}
              ref={input}
              type="text"
              role="combobox"
              dir="auto"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              aria-autocomplete="list"
              aria-expanded={isShown}
              aria-controls={list}
              aria-activedescendant={isShown && options.length > 0 ? `${list}-${active}` : undefined}
              placeholder={placeholder}
              value={search}
              onChange={(event) => {
                onSearch(event.target.value)
                setAt(0)
                setOpen(true)
              }}
              onFocus={() => setOpen(true)}
              onClick={() => setOpen(true)}
              onKeyDown={onKeyDown}
              onPaste={(event) => {
                if (onPaste?.(event.clipboardData.getData('text'))) event.preventDefault()
              }}
            />
          </div>
          <div className={css.pop} hidden={!isShown}>
            <ul id={list} role="listbox" aria-label={label} className={css.list}>
              {options.map((option, index) => (
                <li
                  key={option.key}
                  id={`${list}-${index}`}
                  role="option"
                  aria-selected={index === active}
                  // The focus stays in the field.
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => pick(option.key)}
                >
                  {option.face}
                  <span className={css.what}>
                    <b>{option.name}</b>
                    {option.note ? <span className="small muted">{option.note}</span> : null}
                  </span>
                  {option.starred ? (
                    <>
                      <IconStarFilled size={16} className={css.mark} />
                      <span className="sr">{say('picker.starred')}</span>
                    </>
                  ) : null}
                </li>
              ))}
            </ul>
            {options.length === 0 && empty ? <p className={css.empty}>{empty}</p> : null}
          </div>
          <span className="sr" role="status">
            {isShown ? (options.length > 0 ? say('picker.found', { count: options.length }) : empty) : ''}
          </span>
        </div>
      )}
    </Field>
  )
}
