// Where a page cannot be loaded, this shows one of our own in its place. It keeps nothing else: pages and data are asked
// of the server each time.

const CACHE = 'offline'
const PAGE = '/offline'
const KEPT = ['style', 'image', 'font', '']

// In the language and theme of the moment: the page registers it anew when these change.
async function keep() {
  const cache = await caches.open(CACHE)
  const page = await fetch(PAGE, { cache: 'no-store' })
  const needs = [...(await page.clone().text()).matchAll(/(?:href)="(\/[^"#]+\.(?:css|svg|woff2|png))/g)].map((found) => found[1])
  // What an earlier release needed is not needed any more.
  for (const kept of await cache.keys()) {
    if (!needs.includes(new URL(kept.url).pathname)) await cache.delete(kept)
  }
  await cache.put(PAGE, page)
  await cache.addAll([...new Set(needs)])
}

addEventListener('install', (event) => event.waitUntil(keep().then(() => skipWaiting())))

addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([registration.navigationPreload?.enable(), clients.claim()])),
)

addEventListener('fetch', (event) => {
  const { request } = event
  if (request.mode === 'navigate') {
    // A worker that has to wake up holds nothing back: the browser has asked already.
    const answer = Promise.resolve(event.preloadResponse).then((answer) => answer ?? fetch(request))
    event.respondWith(answer.catch(() => caches.match(PAGE).then((page) => page ?? Response.error())))
  } else if (!navigator.onLine && request.method === 'GET' && KEPT.includes(request.destination)) {
    event.respondWith(fetch(request).catch(() => caches.match(request).then((kept) => kept ?? Response.error())))
  }
})
