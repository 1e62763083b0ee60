// What the routes of links answer to each of the five readers: the owner's link is nobody else's.
import type { Expectation } from './route-expectations.ts';

/** 303 = asked to sign in first. */
const members: Expectation['statuses'] = [303, 200, 200, 403, 200];
const newLink = { link_type: 'gs1:pip', href: 'https://moi.example/', title: 'Trang' };
const ofOwner: Expectation['statuses'] = [303, 404, 404, 403, 200];
export const linkExpectations: readonly Expectation[] = [
  { route: 'GET /khong-gian/lien-ket', url: '/khong-gian/lien-ket', statuses: members },
  { route: 'GET /khong-gian/lien-ket/tai-ve', url: '/khong-gian/lien-ket/tai-ve', statuses: members },
  { route: 'GET /khong-gian/lien-ket/mau', url: '/khong-gian/lien-ket/mau', statuses: members },
  { route: 'GET /khong-gian/lien-ket/them', url: '/khong-gian/lien-ket/them', statuses: members },
  {
    route: 'POST /khong-gian/lien-ket/them',
    url: '/khong-gian/lien-ket/them',
    statuses: [401, 400, 400, 403, 303],
    form: { ...newLink, thing: '01/09520807777772/10/MOI' },
  },
  { route: 'GET /khong-gian/lien-ket/nhap', url: '/khong-gian/lien-ket/nhap', statuses: members },
  { route: 'POST /khong-gian/lien-ket/nhap', url: '/khong-gian/lien-ket/nhap', statuses: [401, 400, 400, 403, 400], form: {} },
  { route: 'GET /khong-gian/lien-ket/nhap/xem', url: '/khong-gian/lien-ket/nhap/xem?phieu=v1.x', statuses: [303, 410, 410, 403, 410] },
  { route: 'GET /khong-gian/lien-ket/nhap/loi', url: '/khong-gian/lien-ket/nhap/loi?phieu=v1.x', statuses: [303, 410, 410, 403, 410] },
  {
    route: 'POST /khong-gian/lien-ket/nhap/ghi',
    url: '/khong-gian/lien-ket/nhap/ghi',
    statuses: [401, 410, 410, 403, 410],
    form: { phieu: 'v1.x' },
  },
  { route: 'GET /khong-gian/lien-ket/:linkId', url: '/khong-gian/lien-ket/{linkId}', statuses: ofOwner },
  { route: 'GET /khong-gian/lien-ket/:linkId/sua', url: '/khong-gian/lien-ket/{linkId}/sua', statuses: ofOwner },
  {
    route: 'POST /khong-gian/lien-ket/:linkId/sua',
    url: '/khong-gian/lien-ket/{linkId}/sua',
    statuses: [401, 404, 404, 403, 400],
    form: { ...newLink, href: 'javascript:1' },
  },
  { route: 'GET /khong-gian/lien-ket/:linkId/go', url: '/khong-gian/lien-ket/{linkId}/go', statuses: ofOwner },
  { route: 'GET /api/v1/links', url: '/api/v1/links', statuses: [401, 200, 200, 403, 200] },
  {
    route: 'POST /api/v1/links',
    url: '/api/v1/links',
    statuses: [401, 400, 400, 403, 201],
    json: JSON.stringify({ ...newLink, thing: '01/09520807777772/10/API' }),
  },
  { route: 'POST /api/v1/links/import', url: '/api/v1/links/import', statuses: [401, 415, 415, 403, 415], json: '{}' },
  { route: 'GET /api/v1/links/:linkId', url: '/api/v1/links/{linkId}', statuses: [401, 404, 404, 403, 200] },
  {
    route: 'PUT /api/v1/links/:linkId',
    url: '/api/v1/links/{linkId}',
    statuses: [401, 404, 404, 403, 400],
    json: JSON.stringify({ ...newLink, href: 'javascript:1' }),
  },
  { route: 'GET /api/v1/links/:linkId/history', url: '/api/v1/links/{linkId}/history', statuses: [401, 404, 404, 403, 200] },
  { route: 'POST /api/v1/links/:linkId/restore', url: '/api/v1/links/{linkId}/restore', statuses: [401, 404, 404, 403, 200] },
  {
    route: 'POST /khong-gian/lien-ket/:linkId/go',
    url: '/khong-gian/lien-ket/{linkId}/go',
    statuses: [401, 404, 404, 403, 303],
    form: {},
  },
  {
    route: 'POST /khong-gian/lien-ket/:linkId/khoi-phuc',
    url: '/khong-gian/lien-ket/{linkId}/khoi-phuc',
    statuses: [401, 404, 404, 403, 303],
    form: {},
  },
  { route: 'DELETE /api/v1/links/:linkId', url: '/api/v1/links/{linkId}', statuses: [401, 404, 404, 403, 204] },
];
