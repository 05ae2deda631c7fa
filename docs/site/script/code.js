// Buttons that copy, and samples that name this very server.

export function prepareCode() {
  for (const figure of document.querySelectorAll('figure.code')) {
    for (const text of figure.querySelectorAll('code')) text.textContent = named(text.textContent);
    figure.append(copyButton(figure));
  }
}

const named = (text) =>
  text
    .replaceAll('https://chat.example.com', location.origin)
    .replaceAll('wss://chat.example.com', location.origin.replace('http', 'ws'));

function copyButton(figure) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', `Copy: ${figure.querySelector('figcaption').textContent}`);
  button.addEventListener('click', () => copy(figure, button));
  return button;
}

async function copy(figure, button) {
  await navigator.clipboard.writeText(figure.querySelector('pre').textContent);
  button.textContent = 'Copied';
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 2000);
}
