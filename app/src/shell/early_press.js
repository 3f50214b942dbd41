// Marks the button that was last pressed before hydration; it is pressed again when the page is hydrated.
addEventListener('click', (event) => {
  if ('hydrated' in document.documentElement.dataset) return
  document.querySelector('[data-pressed]')?.removeAttribute('data-pressed')
  event.target.closest('button[type=button]:not([popovertarget])')?.setAttribute('data-pressed', '')
}, true)
