// A bound number opens its card. Without this, or where the card cannot be shown, its link leads to the same on a page.
const dialog = document.createElement('dialog')
dialog.className = 'bound-card'
dialog.addEventListener('click', event => {
  // The dialog itself is only hit outside its content: on the backdrop, or at its edge.
  if (event.target === dialog || event.target.closest('button')) dialog.close()
})
document.body.append(dialog)
const cards = new Map()
for (const card of document.querySelectorAll('template.bound-card')) {
  cards.set(card.content.querySelector('.ways a').getAttribute('href'), card.content)
}
document.addEventListener('click', event => {
  const link = event.target.closest('a.bound')
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  const card = cards.get(link.getAttribute('href'))
  if (!card || !dialog.showModal) return
  event.preventDefault()
  dialog.replaceChildren(card.cloneNode(true))
  dialog.setAttribute('aria-label', dialog.querySelector('h2').textContent)
  dialog.showModal()
})
for (const link of document.querySelectorAll('a.bound')) {
  if (cards.has(link.getAttribute('href'))) link.setAttribute('aria-haspopup', 'dialog')
}
