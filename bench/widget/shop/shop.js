// What a shop's own script does: an index to search in, and a basket.

const cards = [...document.querySelectorAll('.card')];
const index = new Map();
for (const card of cards) {
  for (const word of card.textContent.toLowerCase().match(/\p{L}{3,}/gu)) {
    for (let end = 3; end <= word.length; end += 1) {
      const found = index.get(word.slice(0, end)) ?? new Set();
      index.set(word.slice(0, end), found.add(card));
    }
  }
}

document.querySelector('#search').addEventListener('input', ({ target: { value } }) => {
  const wanted = value.toLowerCase();
  for (const card of cards) card.hidden = wanted.length > 2 && !index.get(wanted)?.has(card);
});

const basket = document.querySelector('#basket');
for (const card of cards) {
  card.querySelector('button').addEventListener('click', () => {
    basket.value = Number(basket.value) + 1;
  });
}
