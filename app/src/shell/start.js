{
  // The button that was last pressed before hydration is marked, and pressed when the page is hydrated.
  addEventListener('click', (event) => {
    if ('hydrated' in document.documentElement.dataset) return
    document.querySelector('[data-pressed]')?.removeAttribute('data-pressed')
    event.target.closest('button[type=button]:not([popovertarget])')?.setAttribute('data-pressed', '')
  }, true)

  // The program is loaded after the first paint, which needs nothing of it.
  const { program, modules, fetches } = document.currentScript.dataset
  const preload = (href, properties) =>
    document.head.append(Object.assign(document.createElement('link'), { href, crossOrigin: 'anonymous', ...properties }))
  const load = async () => {
    for (const href of modules.split(' ')) preload(href, { rel: 'modulepreload' })
    for (const href of fetches.split(' ')) preload(href, { rel: 'preload', as: 'fetch' })
    const { default: start, hydrate } = await import(`${program}.js`)
    await start({ module_or_path: `${program}.wasm` })
    hydrate()
  }
  // A page in the background is not painted.
  document.hidden ? load() : requestAnimationFrame(() => setTimeout(load))
}
