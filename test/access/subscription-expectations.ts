// What the routes of named queries, subscriptions and master data answer to each of the five readers.
import type { Expectation } from './route-expectations.ts';

const members: Expectation['statuses'] = [303, 200, 200, 403, 200];

const all = (status: number): Expectation['statuses'] => [status, status, status, status, status];

export const subscriptionExpectations: readonly Expectation[] = [
  { route: 'GET /epcis/vocabularies', url: '/epcis/vocabularies', statuses: all(200) },
  { route: 'GET /epcis/vocabularies/:vocabulary', url: '/epcis/vocabularies/EPCClass', statuses: all(200) },
  { route: 'GET /epcis/vocabularies/:vocabulary/:id', url: '/epcis/vocabularies/EPCClass/urn:x:y', statuses: all(404) },
  { route: 'GET /epcis/queries', url: '/epcis/queries', statuses: [401, 200, 200, 200, 200] },
  {
    route: 'POST /epcis/queries',
    url: '/epcis/queries',
    statuses: [401, 201, 201, 201, 201],
    json: JSON.stringify({ name: 'q{n}', query: { EQ_action: ['ADD'] } }),
  },
  { route: 'GET /epcis/queries/:name', url: '/epcis/queries/q5', statuses: [401, 404, 404, 404, 200] },
  {
    route: 'GET /epcis/queries/:name/events',
    url: '/epcis/queries/q5/events',
    statuses: [401, 404, 404, 404, 200],
    shows: { owner: ['public', 'quantity', 'papers'] },
  },
  { route: 'GET /epcis/queries/:name/subscriptions', url: '/epcis/queries/q5/subscriptions', statuses: [401, 404, 404, 404, 200] },
  {
    route: 'POST /epcis/queries/:name/subscriptions',
    url: '/epcis/queries/q5/subscriptions',
    statuses: [401, 404, 404, 403, 201],
    json: JSON.stringify({ dest: 'https://partner.example.com/hook', stream: true }),
  },
  {
    route: 'GET /epcis/queries/:name/subscriptions/:id',
    url: '/epcis/queries/q5/subscriptions/00000000-0000-4000-8000-000000000000',
    statuses: [401, 404, 404, 404, 404],
  },
  {
    route: 'DELETE /epcis/queries/:name/subscriptions/:id',
    url: '/epcis/queries/q5/subscriptions/00000000-0000-4000-8000-000000000000',
    statuses: [401, 404, 404, 404, 404],
  },
  { route: 'DELETE /epcis/queries/:name', url: '/epcis/queries/q5', statuses: [401, 404, 404, 404, 204] },
  { route: 'GET /khong-gian/dang-ky-nhan', url: '/khong-gian/dang-ky-nhan', statuses: members },
  {
    route: 'GET /khong-gian/dang-ky-nhan/:id',
    url: '/khong-gian/dang-ky-nhan/00000000-0000-4000-8000-000000000000',
    statuses: [303, 404, 404, 403, 404],
  },
  {
    route: 'GET /khong-gian/dang-ky-nhan/:id/ket-thuc',
    url: '/khong-gian/dang-ky-nhan/00000000-0000-4000-8000-000000000000/ket-thuc',
    statuses: [303, 404, 404, 403, 404],
  },
  {
    route: 'POST /khong-gian/dang-ky-nhan/:id/gui-lai',
    url: '/khong-gian/dang-ky-nhan/00000000-0000-4000-8000-000000000000/gui-lai',
    statuses: [401, 404, 404, 403, 404],
    form: {},
  },
  {
    route: 'POST /khong-gian/dang-ky-nhan/:id/bo-qua',
    url: '/khong-gian/dang-ky-nhan/00000000-0000-4000-8000-000000000000/bo-qua',
    statuses: [401, 404, 404, 403, 404],
    form: {},
  },
  {
    route: 'POST /khong-gian/dang-ky-nhan/:id/ket-thuc',
    url: '/khong-gian/dang-ky-nhan/00000000-0000-4000-8000-000000000000/ket-thuc',
    statuses: [401, 404, 404, 403, 404],
    form: {},
  },
];
