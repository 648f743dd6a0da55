export { createCall } from './call.ts'
export { CallScreen } from './components/room/CallScreen.tsx'
