/** The common ones, as browsers of some years ago can draw them. */
const FACES =
  '😀 😃 😄 😁 😆 😅 🤣 😂 🙂 🙃 😉 😊 😇 🥰 😍 🤩 😘 😋 😛 😜 🤪 🤗 🤭 🤫 🤔 🤐 🤨 😐 😶 😏 😒 🙄 😬 😌 😔 😪 😴 😷 🤒 🤕 🤢 🤧 🥵 🥶 😵 🤯 🤠 🥳 😎 🤓 🧐 😕 😟 🙁 😮 😯 😲 😳 🥺 😨 😰 😢 😭 😱 😖 😞 😓 😩 😤 😡 😈 💀 💩 🤡 👻 🤖';
const PEOPLE =
  '👋 🤚 ✋ 🖖 👌 ✌️ 🤞 🤟 🤘 🤙 👈 👉 👆 👇 ☝️ 👍 👎 ✊ 👊 👏 🙌 👐 🤲 🤝 🙏 ✍️ 💪 👀 🧠 👶 🧒 👩 👨 🧑 👵 👴 🙅 🙆 💁 🙋 🙇 🤦 🤷 🚶 🏃 💃 👪';
const NATURE =
  '🐶 🐱 🐭 🐰 🦊 🐻 🐼 🐨 🦁 🐮 🐷 🐸 🐵 🐔 🐧 🐦 🦄 🐝 🦋 🐢 🐙 🐳 🌵 🌲 🌴 🌱 🍀 🍁 🌷 🌹 🌻 🌼 🌞 🌙 ⭐ 🌈 ☁️ ⚡ ❄️ 🔥 💧 🌊';
const FOOD =
  '🍏 🍎 🍐 🍊 🍋 🍌 🍉 🍇 🍓 🍒 🍑 🥭 🍍 🥝 🍅 🥑 🥕 🌽 🥐 🍞 🧀 🥚 🍔 🍟 🍕 🌮 🥗 🍝 🍣 🍦 🎂 🍰 🍫 🍪 ☕ 🍵 🥤 🍺 🍷 🥂';
const THINGS =
  '⚽ 🏀 🎾 🏆 🎮 🎲 🎨 🎵 🎸 🎬 🎉 🎁 🎈 🚗 🚕 🚌 🚲 ✈️ 🚀 🚚 ⛵ 🏠 🏢 🏥 🏖️ ⛰️ 🌍 ⌚ 📱 💻 📷 📞 💡 🔧 🔑 🔒 🔍 📦 ✉️ 📧 📄 📅 📌 📎 ✂️ 🛒 💳 💰 🧾 ⏰ 💊 🩹';
const SIGNS =
  '❤️ 🧡 💛 💚 💙 💜 🖤 💔 💕 💯 💥 💬 💤 ✅ ☑️ ❌ ❗ ❓ ⚠️ ⛔ 🚫 ➕ ➖ ➡️ ⬅️ ⬆️ ⬇️ 🔁 🆗 🆕 🔴 🟡 🟢 🔵';

export const all = [
  { name: 'emojiFaces' as const, list: FACES.split(' ') },
  { name: 'emojiPeople' as const, list: PEOPLE.split(' ') },
  { name: 'emojiNature' as const, list: NATURE.split(' ') },
  { name: 'emojiFood' as const, list: FOOD.split(' ') },
  { name: 'emojiThings' as const, list: THINGS.split(' ') },
  { name: 'emojiSigns' as const, list: SIGNS.split(' ') },
];
