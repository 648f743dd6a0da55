import { IconBold, IconItalic, IconLink, IconList } from '@tabler/icons-react'
import { type Editor, Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { EditorContent, useEditor, useEditorState } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import type { Template, TemplateLanguage } from '@amphi/contract/resources'
import { type KeyboardEvent, useState } from 'react'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { TextField } from '#ui/TextField.tsx'
import { Tool } from '#ui/Tool.tsx'
import { type RichNode, richOf, templateOf } from '../rich-text.ts'
import { namesIn, nameIn, variables } from '../variables.ts'
import css from './TextEditor.module.css'

const look = { size: 19, stroke: 2 }

/** Names are told from words; those that stand for nothing, from those that do. */
const Names = Extension.create({
  name: 'names',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        decorations({ doc }) {
          const found: Decoration[] = []
          doc.descendants((node, at) => {
            for (const { from, to, isKnown } of namesIn(node.text ?? ''))
              found.push(Decoration.inline(at + from, at + to, { class: (isKnown ? css.known : css.unknown) ?? '' }))
          })
          return DecorationSet.create(doc, found)
        },
      },
    }),
  ],
})

/** What a text may hold, and no more. */
const extensions = [
  StarterKit.configure({
    blockquote: false,
    code: false,
    codeBlock: false,
    heading: false,
    horizontalRule: false,
    orderedList: false,
    strike: false,
    underline: false,
    link: { openOnClick: false, autolink: false, protocols: ['http', 'https'] },
  }),
  Names,
]

const withScheme = (address: string) => (/^https?:\/\//i.test(address) ? address : `https://${address}`)

/** Where what is chosen leads to. */
function LinkField({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const say = useWords('resources')
  const before = editor.getAttributes('link')['href'] as string | undefined
  const [address, setAddress] = useState(before ?? '')
  const isFit = URL.canParse(withScheme(address.trim()))
  const put = () => {
    if (!isFit) return
    const href = withScheme(address.trim())
    const chain = editor.chain().focus().extendMarkRange('link')
    // Where nothing is chosen, the address is its own words.
    if (editor.state.selection.empty && before === undefined)
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run()
    else chain.setLink({ href }).run()
    onDone()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    put()
  }
  return (
    <div className={css.link}>
      <TextField
        autoFocus
        className="grow"
        label={say('link.address')}
        inputMode="url"
        autoComplete="off"
        value={address}
        onKeyDown={onKeyDown}
        onChange={({ target }) => setAddress(target.value)}
      />
      {before === undefined ? (
        <Button onClick={onDone}>{say('link.leave')}</Button>
      ) : (
        <Button
          onClick={() => {
            editor.chain().focus().extendMarkRange('link').unsetLink().run()
            onDone()
          }}
        >
          {say('link.remove')}
        </Button>
      )}
      <Button variant="light" disabled={!isFit} onClick={put}>
        {say('link.put')}
      </Button>
    </div>
  )
}

function Tools({ editor, language }: { editor: Editor; language: TemplateLanguage }) {
  const say = useWords('resources')
  const [linking, setLinking] = useState(false)
  const on = useEditorState({
    editor,
    selector: ({ editor: it }) => ({
      bold: it.isActive('bold'),
      italic: it.isActive('italic'),
      list: it.isActive('bulletList'),
      link: it.isActive('link'),
    }),
  })
  const chain = () => editor.chain().focus()
  return (
    <>
      <div
        className={css.tools}
        role="toolbar"
        aria-label={say('tools')}
        // A click leaves the focus in the text: what is typed next goes there, and at once.
        onMouseDown={(event) => event.preventDefault()}
      >
        <Tool label={say('bold')} size={40} on={on.bold} onClick={() => chain().toggleBold().run()}>
          <IconBold {...look} />
        </Tool>
        <Tool label={say('italic')} size={40} on={on.italic} onClick={() => chain().toggleItalic().run()}>
          <IconItalic {...look} />
        </Tool>
        <Tool label={say('list')} size={40} on={on.list} onClick={() => chain().toggleBulletList().run()}>
          <IconList {...look} />
        </Tool>
        <Tool label={say('link')} size={40} on={on.link} onClick={() => setLinking(!linking)}>
          <IconLink {...look} />
        </Tool>
        <span className={css.names}>
          {variables.map((it) => (
            <Button
              key={it}
              size="s"
              aria-label={say('insert', { name: say(`variable.${it}`) })}
              onClick={() =>
                chain()
                  .insertContent({ type: 'text', text: nameIn(it, language) })
                  .run()
              }
            >
              {say(`variable.${it}`)}
            </Button>
          ))}
        </span>
      </div>
      {linking ? <LinkField editor={editor} onDone={() => setLinking(false)} /> : null}
    </>
  )
}

/** A text in one tongue, written as it is read. */
export function TextEditor({
  label,
  language,
  template,
  onTemplate,
}: {
  label: string
  language: TemplateLanguage
  /** As it begins. */
  template: Template
  onTemplate: (template: Template) => void
}) {
  const editor = useEditor({
    extensions,
    content: richOf(template),
    injectCSS: false,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        lang: language,
        class: css.text ?? '',
      },
    },
    onUpdate: ({ editor: it }) => onTemplate(templateOf(it.getJSON() as RichNode)),
  })
  return (
    <div className={css.editor}>
      <Tools editor={editor} language={language} />
      <EditorContent editor={editor} />
    </div>
  )
}
