import { changeMemo, countUnread, listMemos, readMemo, removeMemo, replyToMemo, writeMemo } from '@amphi/contract/memos'
import type { Mount } from '#platform/http'
import type { MessagesService } from './messages.service.ts'

export const mountMessages = (mount: Mount, messages: MessagesService) => {
  mount(listMemos, (actor, { query }) => messages.list(actor, query))
  mount(countUnread, (actor) => messages.unread(actor))
  mount(readMemo, (actor, { params }) => messages.read(actor, params.memoId))
  mount(changeMemo, (actor, { params, body }) => messages.change(actor, params.memoId, body))
  mount(removeMemo, (actor, { params }) => messages.remove(actor, params.memoId))
  mount(writeMemo, (actor, { body }) => messages.write(actor, body))
  mount(replyToMemo, (actor, { params, body }) => messages.reply(actor, params.memoId, body))
}
