{
  const isHydrated = () => 'hydrated' in document.documentElement.dataset
  const forget = () => isHydrated() || document.querySelector('[data-pressed]')?.removeAttribute('data-pressed')
  // The button that was last pressed before hydration is marked, and pressed when the page is hydrated. Whoever types
  // meanwhile no longer waits for it.
  addEventListener('click', (event) => {
    forget()
    if (isHydrated()) return
    event.target.closest('button[type=button]:not([popovertarget])')?.setAttribute('data-pressed', '')
  }, true)
  addEventListener('keydown', forget, true)

  // The program is loaded after the first paint, which does not need it.
  const { program, modules, fetches } = document.currentScript.dataset
  const preload = (href, properties) =>
    document.head.append(Object.assign(document.createElement('link'), { href, crossOrigin: 'anonymous', ...properties }))
  const load = async () => {
    for (const href of modules.split(' ')) preload(href, { rel: 'modulepreload' })
    for (const href of fetches.split(' ')) preload(href, { rel: 'preload', as: 'fetch' })
    try {
      const { default: start, hydrate } = await import(`${program}.js`)
      await start({ module_or_path: `${program}.wasm` })
      await hydrate()
    } finally {
      // Without the program the page stays as the server made it.
      forget()
    }
  }
  // A page in the background is not painted.
  document.hidden ? load() : requestAnimationFrame(() => setTimeout(load))
}
