const some =
  '😀 😄 😅 😂 🙂 😉 😊 😍 🤩 😎 🤓 🤔 🤨 😐 😮 😴 😕 😢 😭 😱 😬 🙄 🥳 🤗 👍 👎 👏 🙌 🙏 👋 💪 🤝 ' +
  '✋ 👀 ❤️ 💚 🔥 ⭐ 🎉 🎓 💡 📌 📎 📚 ✏️ ⏰ ☕ 🌍 ✅ ❌ ❓ ❗ ➕ ➡️ 💬 🚀'

/** A small choice for work and class; any other comes from one’s own keyboard. Screen readers know their names. */
export const emojis: readonly string[] = some.split(' ')
