// Requests for an organisation's products and places.
import type { FastifyReply } from 'fastify';
import { sendPrivatePage, viewPerson } from '../access/person-view.ts';
import { asReader } from '../db.ts';
import type { Call, Route } from '../http.ts';
import { orgIdOf } from '../access/reader.ts';
import { readPageNumber } from './read-request.ts';
import { renderPlacesPage, renderProductsPage } from './register-page.tsx';
import { listPlaces, listProducts } from './register-store.ts';

const page_rows = 50;

export const registerRoutes: readonly Route[] = [
  { method: 'GET', path: '/khong-gian/san-pham', who: 'member', answer: 'page', handle: showProducts },
  { method: 'GET', path: '/khong-gian/dia-diem', who: 'member', answer: 'page', handle: showPlaces },
];

function readPage(call: Call): { number: number; limit: number; offset: number } {
  const number = readPageNumber((call.request.query as { trang?: unknown }).trang, page_rows);
  return { number, limit: page_rows, offset: (number - 1) * page_rows };
}

async function showProducts(call: Call): Promise<FastifyReply> {
  const page = readPage(call);
  const rows = await asReader(call.context.database, call.caller.reader, (db) => listProducts(db, orgIdOf(call.caller), page));
  return sendPrivatePage(
    call.reply,
    renderProductsPage({
      person: viewPerson(call),
      products: rows.map(({ thing, slug, name, category, published_at }) => ({
        thing,
        slug,
        name,
        category,
        isPublished: published_at !== null,
      })),
      page: { path: '/khong-gian/san-pham', number: page.number, rows_each: page_rows, total: Number(rows[0]?.total ?? 0) },
    }),
  );
}

async function showPlaces(call: Call): Promise<FastifyReply> {
  const page = readPage(call);
  const rows = await asReader(call.context.database, call.caller.reader, (db) => listPlaces(db, orgIdOf(call.caller), page));
  return sendPrivatePage(
    call.reply,
    renderPlacesPage({
      person: viewPerson(call),
      places: rows.map(({ thing, name, kind, unit, growing_area_code }) => ({ thing, name, kind, unit, growingArea: growing_area_code })),
      page: { path: '/khong-gian/dia-diem', number: page.number, rows_each: page_rows, total: Number(rows[0]?.total ?? 0) },
    }),
  );
}
