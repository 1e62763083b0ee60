// What the top-level resources, SOAP, running a named query and discovery under /epcis answer to each of the five readers.
import { routes } from '../../app/routes.ts';
import { lotPath } from './matrix-fixture.ts';
import type { Expectation } from './route-expectations.ts';

const all = (status: number): Expectation['statuses'] => [status, status, status, status, status];

/** Discovery tells what we can do, not what there is: everybody gets it. */
const discovery: readonly Expectation[] = routes
  .filter(({ method, path }) => method === 'OPTIONS' && path.startsWith('/epcis'))
  .map(({ path }) => ({ route: `OPTIONS ${path}`, url: path.replace(/:\w+/g, 'x'), statuses: all(204) }));

/** The three events of the fixture, each at a place of its own, each seen by whom it is for. */
const byChain: Expectation['shows'] = {
  public: ['public'],
  stranger: ['public'],
  party: ['public', 'chain'],
  agency: ['public'],
  owner: ['public', 'chain', 'private'],
};
const inside = {
  party: ['public', 'quantity', 'chain'],
  owner: ['public', 'quantity', 'papers', 'chain', 'private'],
} as const;
const lot = `&MATCH_anyEPCClass=${encodeURIComponent(`https://id.gs1.org/${lotPath}`)}`;

const topLevel: readonly Expectation[] = [
  { route: 'GET /epcis', url: '/epcis', statuses: all(200) },
  { route: 'GET /epcis/eventTypes', url: '/epcis/eventTypes', statuses: all(200) },
  { route: 'GET /epcis/eventTypes/:value', url: '/epcis/eventTypes/ObjectEvent', statuses: all(200) },
  {
    route: 'GET /epcis/eventTypes/:value/events',
    url: `/epcis/eventTypes/ObjectEvent/events?perPage=30${lot}`,
    statuses: all(200),
    shows: { ...byChain, ...inside },
  },
  { route: 'GET /epcis/epcs', url: '/epcis/epcs', statuses: all(200) },
  { route: 'GET /epcis/epcs/:value', url: '/epcis/epcs/urn%3Aexample%3Anobody-knows', statuses: all(404) },
  { route: 'GET /epcis/epcs/:value/events', url: '/epcis/epcs/urn%3Aexample%3Anobody-knows/events', statuses: all(404) },
  { route: 'GET /epcis/bizSteps', url: '/epcis/bizSteps', statuses: all(200) },
  { route: 'GET /epcis/bizSteps/:value', url: '/epcis/bizSteps/shipping', statuses: all(200) },
  {
    route: 'GET /epcis/bizSteps/:value/events',
    url: `/epcis/bizSteps/shipping/events?perPage=30${lot}`,
    statuses: all(200),
    shows: { owner: ['private'] },
  },
  { route: 'GET /epcis/dispositions', url: '/epcis/dispositions', statuses: all(200) },
  { route: 'GET /epcis/dispositions/:value', url: '/epcis/dispositions/active', statuses: all(200) },
  {
    route: 'GET /epcis/dispositions/:value/events',
    url: `/epcis/dispositions/active/events?perPage=30${lot}`,
    statuses: all(200),
    shows: { ...byChain, ...inside },
  },
  { route: 'GET /epcis/readPoints', url: '/epcis/readPoints', statuses: all(200), shows: byChain },
  { route: 'GET /epcis/readPoints/:value', url: '/epcis/readPoints/{privatePlace}', statuses: [404, 404, 404, 404, 200] },
  {
    route: 'GET /epcis/readPoints/:value/events',
    url: '/epcis/readPoints/{chainPlace}/events',
    statuses: [404, 404, 200, 404, 200],
    shows: { party: ['chain'], owner: ['chain'] },
  },
  { route: 'GET /epcis/bizLocations', url: '/epcis/bizLocations', statuses: all(200) },
  { route: 'GET /epcis/bizLocations/:value', url: '/epcis/bizLocations/{privatePlace}', statuses: all(404) },
  { route: 'GET /epcis/bizLocations/:value/events', url: '/epcis/bizLocations/{privatePlace}/events', statuses: all(404) },
];

const pollLot =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><q:Poll xmlns:q="urn:epcglobal:epcis-query:xsd:2">' +
  '<queryName>SimpleEventQuery</queryName><params><param><name>MATCH_anyEPCClass</name>' +
  `<value><string>https://id.gs1.org/${lotPath}</string></value></param></params></q:Poll></s:Body></s:Envelope>`;

/** Over SOAP everybody sees what GET /epcis/events shows. */
const soap: readonly Expectation[] = [
  { route: 'POST /epcis/soap', url: '/epcis/soap', statuses: all(200), xml: pollLot, shows: { ...byChain, ...inside } },
  { route: 'GET /epcis/soap', url: '/epcis/soap?wsdl', statuses: all(200) },
];

export const epcisExpectations: readonly Expectation[] = [
  { route: 'GET /epcis/openapi.json', url: '/epcis/openapi.json', statuses: all(200) },
  { route: 'GET /api/v1/openapi.json', url: '/api/v1/openapi.json', statuses: all(200) },
  { route: 'GET /tai-lieu-api', url: '/tai-lieu-api', statuses: all(200) },
  ...topLevel,
  ...soap,
  ...discovery,
];
