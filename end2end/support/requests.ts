// What a test needs to be there, made by requests: where the form that makes it is not what the test is about.

import { expect, type Page } from '@playwright/test'
import { BOOKINGS, rows } from './bookings.ts'
import { open } from './page.ts'
import { loginOf, type Role } from './people.ts'
import { ownDay } from './work.ts'

type Service = { id: number }
type MasterDay = { offer: { master: { id: number } }; free: string[] }
type Fields = { starts: string; minutes: number; master: { id: number }; price: { minor: number } }
type Found = { row: Fields; version: number; service: number; notes: string | null }
type Done = { change: number; bookings: number[] }

export type Booking = { id: number; day: string; client: string; master: number; starts: string }
type Wanted = { day?: string; notes?: string }

let clients = 0

/** Asks a server function as whoever is signed in. */
export async function ask<T>(page: Page, name: string, data: object): Promise<T> {
  const answer = await page.request.post(`/api/${name}`, { data })
  expect(answer.status(), `${name}: ${await answer.text()}`).toBe(200)
  return answer.json() as Promise<T>
}

/** Books a new client of a name of their own for the first free time of the day. */
export async function bookByRequest(page: Page, { day = ownDay(), notes = '' }: Wanted = {}): Promise<Booking> {
  const client = `Guest ${process.env.TEST_WORKER_INDEX}-${clients++}`
  for (const { id: service } of await ask<Service[]>(page, 'services/find', { typed: '' })) {
    const asked = { service, day, minutes: null, moved: null }
    const free = (await ask<MasterDay[]>(page, 'bookings/days', { asked })).find(({ free }) => free.length > 0)
    if (!free) continue
    const [master, starts] = [free.offer.master.id, free.free[0]!]
    const visit = {
      key: crypto.randomUUID(),
      client: { new: { name: client, phone: '', instagram: '' } },
      services: [{ service, master, starts, minutes: null, price: null }],
      source: 'phone',
      notes,
    }
    const { bookings } = await ask<Done>(page, 'bookings/book', { visit })
    return { id: bookings[0]!, day, client, master, starts }
  }
  throw new Error(`nobody has time on ${day}`)
}

/** Takes a step with a booking, as `confirm`. */
export const stepByRequest = (page: Page, { id }: Pick<Booking, 'id'>, verb: string) =>
  ask<Done>(page, 'bookings/step', { id, verb })

export const cancelByRequest = (page: Page, { id }: Pick<Booking, 'id'>, reason: string) =>
  ask<Done>(page, 'bookings/cancel', { id, why: { reason, by_client: true } })

/** Changes fields of a booking, as `starts` or `notes`. */
export async function editByRequest(page: Page, { id }: Pick<Booking, 'id'>, change: object) {
  const { row, version, service, notes } = await ask<Found>(page, 'bookings/find', { id })
  const { starts, minutes, master, price } = row
  const fields = { starts, minutes, master: master.id, service, price: price.minor, notes: notes ?? '', ...change }
  return ask<Done>(page, 'bookings/edit', { id, version, fields })
}

/** What the salon calls somebody, as a director is told. */
export async function nameOf(director: Page, role: Role): Promise<string> {
  const staff = await ask<{ login: string; name: string }[]>(director, 'staff/list', {})
  return staff.find(({ login }) => login === loginOf(role))!.name
}

/** The address of the list of a booking's day. */
export const listOf = ({ day }: Booking) => `${BOOKINGS}?from=${day}&to=${day}`

/** The row of a booking in a list. */
export const rowOf = (page: Page, { id }: Pick<Booking, 'id'>) =>
  rows(page).filter({ has: page.locator(`#booking-${id}`) })

/** Books somebody, and opens the booking beside the list of its day. */
export async function openNewBooking(page: Page, wanted: Wanted = {}): Promise<Booking> {
  const booking = await bookByRequest(page, wanted)
  await open(page, `${BOOKINGS}/${booking.id}?from=${booking.day}&to=${booking.day}`)
  return booking
}
