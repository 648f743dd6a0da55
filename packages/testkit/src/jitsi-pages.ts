/** What the double of Jitsi sends to a browser: as text, for it runs there, and nowhere else. */

/**
 * Behaves as the IFrame API is documented: makes a frame for a room, takes commands, and emits events. The real one
 * always frames by https; this one by whatever it was loaded by.
 */
export const externalApi = `
(() => {
  const server = new URL(document.currentScript.src).protocol
  let count = 0
  window.JitsiMeetExternalAPI = class JitsiMeetExternalAPI {
    constructor(domain, options) {
      const { roomName, parentNode, jwt, lang, configOverwrite = {}, userInfo = {} } = options
      this.id = count++
      this.listeners = new Map()
      const query = new URLSearchParams({ ...(jwt ? { jwt } : {}), ...(lang ? { lang } : {}) })
      const told = Object.entries(configOverwrite).map(([key, value]) => ['config.' + key, JSON.stringify(value)])
      const who = Object.entries(userInfo).map(([key, value]) => ['userInfo.' + key, JSON.stringify(value)])
      const hash = new URLSearchParams([['jitsi_meet_external_api_id', this.id], ...told, ...who])
      this.frame = document.createElement('iframe')
      this.frame.allow = 'autoplay; camera; clipboard-write; display-capture; microphone; fullscreen'
      this.frame.name = 'jitsiConferenceFrame' + this.id
      this.frame.title = 'Jitsi'
      this.frame.style.width = '100%'
      this.frame.style.height = '100%'
      this.frame.style.border = '0'
      this.frame.src = server + '//' + domain + '/' + roomName + '?' + query + '#' + hash
      this.hear = ({ source, data }) => {
        if (source !== this.frame.contentWindow || !data || data.of !== 'jitsi double') return
        for (const listener of this.listeners.get(data.event) ?? []) listener(data.details)
      }
      addEventListener('message', this.hear)
      parentNode.append(this.frame)
    }
    addListener(event, listener) {
      this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener])
    }
    removeListener(event, listener) {
      this.listeners.set(event, (this.listeners.get(event) ?? []).filter((it) => it !== listener))
    }
    executeCommand(name, ...args) {
      this.frame.contentWindow.postMessage({ of: 'jitsi double', command: name, args }, '*')
    }
    getIFrame() {
      return this.frame
    }
    dispose() {
      removeEventListener('message', this.hear)
      this.frame.remove()
    }
  }
})()
`

/** Their own page of one room: who is in it, and no media. */
export const roomPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Jitsi Meet</title>
<style>
  body { margin: 0; background: #1b1d23; color: #eef1f6; font: 16px system-ui, sans-serif; display: grid; place-content: center; height: 100vh; text-align: center }
  ul { list-style: none; padding: 0; display: flex; gap: 12px; flex-wrap: wrap; justify-content: center }
  li { background: #2d3140; border-radius: 12px; padding: 34px 42px }
</style>
<h1 id="subject"></h1>
<p id="state">joining</p>
<ul id="people"></ul>
<script>
  const room = decodeURIComponent(location.pathname.slice(1))
  const query = new URLSearchParams(location.search)
  const hash = new URLSearchParams(location.hash.slice(1))
  const config = (name, other) => (hash.has(name) ? JSON.parse(hash.get(name)) : other)
  const state = document.getElementById('state')
  const emit = (event, details = {}) => parent.postMessage({ of: 'jitsi double', event, details }, '*')
  const ask = async (what, body) => {
    const answer = await fetch('/double/' + what, { method: 'POST', body: JSON.stringify({ room, ...body }) })
    return answer.json()
  }
  document.documentElement.lang = query.get('lang') || 'en'
  let me, events
  const name = config('userInfo.displayName', '')
  const draw = ({ subject, people }) => {
    document.getElementById('subject').textContent = subject || room
    document.getElementById('people').replaceChildren(...people.map((it) => {
      const item = document.createElement('li')
      item.textContent = it.name + (it.role === 'moderator' ? ' *' : '')
      return item
    }))
  }
  const over = (why) => {
    if (events) events.close()
    state.textContent = why
    emit('videoConferenceLeft', { roomName: room })
  }
  const listen = () => {
    events = new EventSource('/double/events?' + new URLSearchParams({ room, id: me }))
    let role
    events.onmessage = ({ data }) => {
      const said = JSON.parse(data)
      if (said.what === 'destroyed') {
        emit('errorOccurred', { error: { name: 'conference.destroyed', isFatal: false } })
        over('ended')
        return emit('readyToClose')
      }
      draw(said)
      const own = said.people.find((it) => it.id === me)
      if (own && own.role !== role) {
        role = own.role
        emit('participantRoleChanged', { id: me, role })
      }
    }
  }
  const join = async (password) => {
    const answer = await ask('join', { name, jwt: query.get('jwt'), password })
    if (answer.refused === 'password') return emit('passwordRequired')
    if (answer.refused === 'lobby') {
      state.textContent = 'waiting in the lobby'
      return setTimeout(() => join(password), 300)
    }
    if (answer.refused) {
      state.textContent = answer.refused
      return emit('errorOccurred', { error: { name: 'connection.' + answer.refused, message: answer.refused, isFatal: true } })
    }
    me = answer.id
    state.textContent = config('config.startWithAudioMuted', false) ? 'muted' : 'inside'
    emit('videoConferenceJoined', { roomName: room, id: me, displayName: name })
    listen()
  }
  const commands = {
    password: (text) => (me ? ask('password', { id: me, text }) : join(text)),
    subject: (text) => ask('subject', { id: me, text }),
    toggleLobby: (on) => ask('lobby', { id: me, on }),
    endConference: () => ask('end', { id: me }),
    hangup: async () => {
      if (me) await ask('leave', { id: me })
      over('left')
      emit('readyToClose')
    },
  }
  addEventListener('message', ({ source, data }) => {
    if (source === parent && data && data.of === 'jitsi double') void commands[data.command]?.(...data.args)
  })
  addEventListener('pagehide', () => me && navigator.sendBeacon('/double/leave', JSON.stringify({ room, id: me })))
  void join()
</script>
</html>
`
