// What the examples of the interface were answered; written by the test that runs them (NGUON_WRITE_EXAMPLES=1 npm test -- openapi).
import type { ExampleAnswer } from './operation.ts';

export const exampleAnswers: Readonly<Record<string, ExampleAnswer>> = {
  'POST /epcis/capture': {
    url: '/epcis/capture',
    status: 202,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      location: 'http://localhost:80/epcis/capture/9c0cd4e4-981f-4b84-b8c2-7c45cf2fa65c',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      captureID: '9c0cd4e4-981f-4b84-b8c2-7c45cf2fa65c',
      createdAt: '2026-11-22T03:00:00.000Z',
      finishedAt: '2026-11-22T03:00:00.000Z',
      running: false,
      success: true,
      captureErrorBehaviour: 'rollback',
      errors: [],
      errorsTotal: 0,
      warnings: [],
      eventsGiven: 1,
      eventsStored: 1,
      eventsDuplicate: 0,
      eventsIncomplete: 0,
      'nguon:document': {
        '@context': ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld'],
        type: 'EPCISDocument',
        schemaVersion: '2.0',
        creationDate: '2026-11-20T10:00:00+07:00',
        epcisBody: {
          eventList: [],
        },
      },
    },
  },
  'GET /epcis/capture': {
    url: '/epcis/capture?perPage=1',
    status: 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'gs1-epcis-version': '2.0.0',
    },
    body: [
      {
        captureID: '9c0cd4e4-981f-4b84-b8c2-7c45cf2fa65c',
        createdAt: '2026-11-22T03:00:00.000Z',
        finishedAt: '2026-11-22T03:00:00.000Z',
        running: false,
        success: true,
        captureErrorBehaviour: 'rollback',
        errors: [],
        errorsTotal: 0,
        warnings: [],
        eventsGiven: 1,
        eventsStored: 1,
        eventsDuplicate: 0,
        eventsIncomplete: 0,
      },
    ],
  },
  'GET /epcis/capture/:captureId': {
    url: '/epcis/capture/9c0cd4e4-981f-4b84-b8c2-7c45cf2fa65c',
    status: 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      captureID: '9c0cd4e4-981f-4b84-b8c2-7c45cf2fa65c',
      createdAt: '2026-11-22T03:00:00.000Z',
      finishedAt: '2026-11-22T03:00:00.000Z',
      running: false,
      success: true,
      captureErrorBehaviour: 'rollback',
      errors: [],
      errorsTotal: 0,
      warnings: [],
      eventsGiven: 1,
      eventsStored: 1,
      eventsDuplicate: 0,
      eventsIncomplete: 0,
      'nguon:document': {
        '@context': ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld'],
        type: 'EPCISDocument',
        schemaVersion: '2.0',
        creationDate: '2026-11-20T10:00:00+07:00',
        epcisBody: {
          eventList: [],
        },
      },
    },
  },
  'POST /epcis/events': {
    url: '/epcis/events',
    status: 201,
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      location: 'http://localhost:80/epcis/events/urn%3Auuid%3A7f1b2c7e-0d5e-4f6a-9b0e-2a4d7c9e1002',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      '@context': ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld'],
      type: 'ObjectEvent',
      recordTime: '2026-11-22T13:17:55.961Z',
      eventID: 'urn:uuid:7f1b2c7e-0d5e-4f6a-9b0e-2a4d7c9e1002',
      eventTime: '2026-11-20T09:00:00+07:00',
      eventTimeZoneOffset: '+07:00',
      action: 'OBSERVE',
      bizStep: 'shipping',
      disposition: 'in_transit',
      readPoint: {
        id: 'https://id.gs1.org/414/9520001000041',
      },
      epcList: ['https://id.gs1.org/01/09520001000010/21/A1'],
    },
  },
  'GET /epcis/events': {
    url: '/epcis/events?EQ_bizStep=shipping&perPage=1',
    status: 200,
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      'gs1-epc-format': 'Always_GS1_Digital_Link',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      '@context': ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld'],
      type: 'EPCISQueryDocument',
      schemaVersion: '2.0',
      creationDate: '2026-11-22T03:00:00.000Z',
      epcisBody: {
        queryResults: {
          queryName: 'SimpleEventQuery',
          resultsBody: {
            eventList: [
              {
                type: 'ObjectEvent',
                recordTime: '2026-11-22T13:17:55.961Z',
                eventID: 'urn:uuid:7f1b2c7e-0d5e-4f6a-9b0e-2a4d7c9e1002',
                eventTime: '2026-11-20T09:00:00+07:00',
                eventTimeZoneOffset: '+07:00',
                action: 'OBSERVE',
                bizStep: 'shipping',
                disposition: 'in_transit',
                readPoint: {
                  id: 'https://id.gs1.org/414/9520001000041',
                },
                epcList: ['https://id.gs1.org/01/09520001000010/21/A1'],
              },
            ],
          },
        },
      },
    },
  },
  'GET /epcis/events/:eventId': {
    url: '/epcis/events/urn%3Auuid%3A7f1b2c7e-0d5e-4f6a-9b0e-2a4d7c9e1001',
    status: 200,
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      'gs1-epc-format': 'Always_GS1_Digital_Link',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      '@context': ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld'],
      type: 'EPCISQueryDocument',
      schemaVersion: '2.0',
      creationDate: '2026-11-22T03:00:00.000Z',
      epcisBody: {
        queryResults: {
          queryName: 'SimpleEventQuery',
          resultsBody: {
            eventList: [
              {
                type: 'ObjectEvent',
                recordTime: '2026-11-22T13:17:55.950Z',
                eventID: 'urn:uuid:7f1b2c7e-0d5e-4f6a-9b0e-2a4d7c9e1001',
                eventTime: '2026-11-20T08:00:00+07:00',
                eventTimeZoneOffset: '+07:00',
                action: 'ADD',
                bizStep: 'commissioning',
                disposition: 'active',
                readPoint: {
                  id: 'https://id.gs1.org/414/9520001000041',
                },
                bizLocation: {
                  id: 'https://id.gs1.org/414/9520001000041',
                },
                epcList: ['https://id.gs1.org/01/09520001000010/21/A1'],
                quantityList: [
                  {
                    epcClass: 'https://id.gs1.org/01/09520001000010/10/L2611',
                    quantity: 200,
                    uom: 'KGM',
                  },
                ],
              },
            ],
          },
        },
      },
    },
  },
  'GET /epcis': {
    url: '/epcis',
    status: 200,
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      type: 'Collection',
      member: ['capture', 'events', 'eventTypes', 'epcs', 'bizSteps', 'bizLocations', 'readPoints', 'dispositions', 'queries'],
    },
  },
  'GET /epcis/eventTypes': {
    url: '/epcis/eventTypes?perPage=2',
    status: 200,
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      link: '<http://localhost:80/epcis/eventTypes?perPage=2&nextPageToken=v1.irp2rJ4CxYE1Sy-45VovArPaVG4u-ulNjYFAahU2V-hpdj5dQ2B8KWq0xPinUsnc42rl8ee-Ji7XkjcpQs5JpVgAknaoKbArQCH1JGnsM-AZX_MsXWLnmizATZe_XYfcgw>; rel="next"',
      'gs1-next-page-token-expires': '2026-11-22T04:00:00.000Z',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      type: 'Collection',
      member: ['AggregationEvent', 'AssociationEvent'],
    },
  },
  'GET /epcis/epcs': {
    url: '/epcis/epcs?perPage=2',
    status: 200,
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      'gs1-epc-format': 'Always_GS1_Digital_Link',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      type: 'Collection',
      member: ['https://id.gs1.org/01/09520001000010/21/A1'],
    },
  },
  'GET /epcis/epcs/:value': {
    url: '/epcis/epcs/https%3A%2F%2Fid.gs1.org%2F01%2F09520001000010%2F21%2FA1',
    status: 200,
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      type: 'Collection',
      member: ['events'],
    },
  },
  'GET /epcis/epcs/:value/events': {
    url: '/epcis/epcs/https%3A%2F%2Fid.gs1.org%2F01%2F09520001000010%2F21%2FA1/events?perPage=1',
    status: 200,
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      link: '<http://localhost:80/epcis/epcs/https%3A%2F%2Fid.gs1.org%2F01%2F09520001000010%2F21%2FA1/events?perPage=1&nextPageToken=v1.lcckvZklizoVKQa7mkCrkh7HPhCaNyZddd3sCxDxSpPXVrm8WcMlG9K_FDdRBFSy71IJmtbIfwbImX1gpxJE3ftEiwOK_I8hBle63FnjxYRz7Fa-LeLaWu20palRZgYR7S7qTSnSC-38nG5z3gjxESUUy8TozMi9jRIc8resAyxzaHbs9FRlrQ_gD4gDKXAVJX7J51-7sTFxl_gO2an7E08jS8KEzD1NyVr2dDMs>; rel="next"',
      'gs1-next-page-token-expires': '2026-11-22T04:00:00.000Z',
      'gs1-epc-format': 'Always_GS1_Digital_Link',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      '@context': ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld'],
      type: 'EPCISQueryDocument',
      schemaVersion: '2.0',
      creationDate: '2026-11-22T03:00:00.000Z',
      epcisBody: {
        queryResults: {
          queryName: 'SimpleEventQuery',
          resultsBody: {
            eventList: [
              {
                type: 'ObjectEvent',
                recordTime: '2026-11-22T13:17:55.961Z',
                eventID: 'urn:uuid:7f1b2c7e-0d5e-4f6a-9b0e-2a4d7c9e1002',
                eventTime: '2026-11-20T09:00:00+07:00',
                eventTimeZoneOffset: '+07:00',
                action: 'OBSERVE',
                bizStep: 'shipping',
                disposition: 'in_transit',
                readPoint: {
                  id: 'https://id.gs1.org/414/9520001000041',
                },
                epcList: ['https://id.gs1.org/01/09520001000010/21/A1'],
              },
            ],
          },
        },
      },
    },
  },
  'GET /epcis/bizSteps': {
    url: '/epcis/bizSteps?perPage=2',
    status: 200,
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      link: '<http://localhost:80/epcis/bizSteps?perPage=2&nextPageToken=v1.SFKcCeDVkG4cc85i0B7eBdYv3Ib-097Ga6ni5oi4j1gPT0E0tYfgN-Yt5xcmPyG087zKoIpE3yAujysJf_1SEB7WJBG671jz3EHAVZR01SfqAn8Wg8KBjO0>; rel="next"',
      'gs1-next-page-token-expires': '2026-11-22T04:00:00.000Z',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      type: 'Collection',
      member: ['accepting', 'arriving'],
    },
  },
  'GET /epcis/bizLocations': {
    url: '/epcis/bizLocations?perPage=2',
    status: 200,
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      'gs1-epc-format': 'Always_GS1_Digital_Link',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      type: 'Collection',
      member: ['https://id.gs1.org/414/9520001000041'],
    },
  },
  'GET /epcis/readPoints': {
    url: '/epcis/readPoints?perPage=2',
    status: 200,
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      'gs1-epc-format': 'Always_GS1_Digital_Link',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      type: 'Collection',
      member: ['https://id.gs1.org/414/9520001000041'],
    },
  },
  'GET /epcis/dispositions': {
    url: '/epcis/dispositions?perPage=2',
    status: 200,
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      link: '<http://localhost:80/epcis/dispositions?perPage=2&nextPageToken=v1.99KXKF_ncsrDOr4sqiLDsLR_vAtFhBi8A1JFAMoUNw7vOcspfNVAT9_z5gvRUd2On2i4SFY7T36M6e7628mODlVlT3BulR1r9kvvxr20DfvFsCfoSeD0pN0g>; rel="next"',
      'gs1-next-page-token-expires': '2026-11-22T04:00:00.000Z',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      type: 'Collection',
      member: ['active', 'available'],
    },
  },
  'POST /epcis/queries': {
    url: '/epcis/queries',
    status: 201,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      location: 'http://localhost:80/epcis/queries/hang-da-gui',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      name: 'hang-da-gui',
      query: {
        eventType: ['ObjectEvent'],
        EQ_bizStep: ['shipping'],
      },
    },
  },
  'GET /epcis/queries/:name': {
    url: '/epcis/queries/hang-da-gui',
    status: 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      name: 'hang-da-gui',
      query: {
        eventType: ['ObjectEvent'],
        EQ_bizStep: ['shipping'],
      },
    },
  },
  'GET /epcis/queries/:name/events': {
    url: '/epcis/queries/hang-da-gui/events?perPage=1',
    status: 200,
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      'gs1-epc-format': 'Always_GS1_Digital_Link',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      '@context': ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld'],
      type: 'EPCISQueryDocument',
      schemaVersion: '2.0',
      creationDate: '2026-11-22T03:00:00.000Z',
      epcisBody: {
        queryResults: {
          queryName: 'hang-da-gui',
          resultsBody: {
            eventList: [
              {
                type: 'ObjectEvent',
                recordTime: '2026-11-22T13:17:55.961Z',
                eventID: 'urn:uuid:7f1b2c7e-0d5e-4f6a-9b0e-2a4d7c9e1002',
                eventTime: '2026-11-20T09:00:00+07:00',
                eventTimeZoneOffset: '+07:00',
                action: 'OBSERVE',
                bizStep: 'shipping',
                disposition: 'in_transit',
                readPoint: {
                  id: 'https://id.gs1.org/414/9520001000041',
                },
                epcList: ['https://id.gs1.org/01/09520001000010/21/A1'],
              },
            ],
          },
        },
      },
    },
  },
  'POST /epcis/queries/:name/subscriptions': {
    url: '/epcis/queries/hang-da-gui/subscriptions',
    status: 201,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      location: 'http://localhost:80/epcis/queries/hang-da-gui/subscriptions/b196e7d1-32e1-4040-a01f-e7d219ee8376',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      subscriptionID: 'b196e7d1-32e1-4040-a01f-e7d219ee8376',
      dest: 'https://doi-tac.example.com/epcis',
      createdAt: '2026-11-22T03:00:00.000Z',
      initialRecordTime: '2026-11-22T03:00:00.000Z',
      minRecordTime: '2026-11-22T03:00:00.000Z',
      epcFormat: 'Always_GS1_Digital_Link',
      stream: true,
      state: 'active',
    },
  },
  'GET /epcis/queries/:name/subscriptions/:id': {
    url: '/epcis/queries/hang-da-gui/subscriptions/b196e7d1-32e1-4040-a01f-e7d219ee8376',
    status: 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      subscriptionID: 'b196e7d1-32e1-4040-a01f-e7d219ee8376',
      dest: 'https://doi-tac.example.com/epcis',
      createdAt: '2026-11-22T03:00:00.000Z',
      initialRecordTime: '2026-11-22T03:00:00.000Z',
      minRecordTime: '2026-11-22T03:00:00.000Z',
      epcFormat: 'Always_GS1_Digital_Link',
      stream: true,
      state: 'active',
    },
  },
  'DELETE /epcis/queries/:name/subscriptions/:id': {
    url: '/epcis/queries/hang-da-gui/subscriptions/b196e7d1-32e1-4040-a01f-e7d219ee8376',
    status: 204,
    headers: {
      'gs1-epcis-version': '2.0.0',
    },
    body: '',
  },
  'DELETE /epcis/queries/:name': {
    url: '/epcis/queries/hang-da-gui',
    status: 204,
    headers: {
      'gs1-epcis-version': '2.0.0',
    },
    body: '',
  },
  'GET /epcis/vocabularies': {
    url: '/epcis/vocabularies',
    status: 200,
    headers: {
      'content-type': 'application/ld+json; charset=utf-8',
      'gs1-epcis-version': '2.0.0',
    },
    body: {
      type: 'Collection',
      member: [
        {
          id: 'urn:epcglobal:epcis:vtype:EPCClass',
          elements: 1,
          link: 'http://localhost:80/epcis/vocabularies/urn%3Aepcglobal%3Aepcis%3Avtype%3AEPCClass',
        },
      ],
    },
  },
  'POST /epcis/soap': {
    url: '/epcis/soap',
    status: 200,
    headers: {
      'content-type': 'text/xml; charset=utf-8',
      'gs1-epcis-version': '2.0.0',
    },
    body: '<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><epcisq:GetQueryNamesResult xmlns:epcisq="urn:epcglobal:epcis-query:xsd:2"><string>SimpleEventQuery</string><string>SimpleMasterDataQuery</string></epcisq:GetQueryNamesResult></soapenv:Body></soapenv:Envelope>',
  },
  'GET /api/v1/trace': {
    url: '/api/v1/trace?code=https%3A%2F%2Fid.gs1.org%2F01%2F09520001000010%2F21%2FA1&direction=back',
    status: 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
    },
    body: {
      code: '01/09520001000010/21/A1',
      uri: 'https://id.gs1.org/01/09520001000010/21/A1',
      as_of: '2026-11-22T03:00:00.000Z',
      recalls: [],
      corrections: [],
      journey: {
        lots: [],
        is_cut: false,
        stations: [
          {
            place: '414/9520001000041',
            place_name: null,
            place_is_hidden: false,
            organisation: 'Cơ sở nong-trai',
            from: '2026-11-20T01:00:00.000Z',
            until: '2026-11-20T02:00:00.000Z',
            events: [
              {
                event_id: 'urn:uuid:7f1b2c7e-0d5e-4f6a-9b0e-2a4d7c9e1001',
                event_time: '2026-11-20T01:00:00.000Z',
                type: 'ObjectEvent',
                action: 'ADD',
                biz_step: 'commissioning',
                disposition: 'active',
                via: '01/09520001000010/21/A1',
                unconfirmed: false,
              },
              {
                event_id: 'urn:uuid:7f1b2c7e-0d5e-4f6a-9b0e-2a4d7c9e1002',
                event_time: '2026-11-20T02:00:00.000Z',
                type: 'ObjectEvent',
                action: 'OBSERVE',
                biz_step: 'shipping',
                disposition: 'in_transit',
                via: '01/09520001000010/21/A1',
                unconfirmed: false,
              },
            ],
          },
        ],
        gaps: [
          {
            after_station: 0,
            since: '2026-11-20T02:00:00.000Z',
            goes_on: false,
            event_id: 'urn:uuid:7f1b2c7e-0d5e-4f6a-9b0e-2a4d7c9e1002',
          },
        ],
      },
      back: {
        things_total: 1,
        ends_total: 1,
        levels: 1,
        facts: 1,
        limits: [],
        gaps: [
          {
            kind: 'no_receiving_event',
            since: '2026-11-20T02:00:00.000Z',
            event_id: 'urn:uuid:7f1b2c7e-0d5e-4f6a-9b0e-2a4d7c9e1002',
            place: '414/9520001000041',
            place_name: null,
            place_is_hidden: false,
            organisation: 'Cơ sở nong-trai',
            to: null,
            to_name: null,
            things_total: 1,
            things: ['01/09520001000010/21/A1'],
            missing: [],
          },
        ],
        completion: [
          {
            from: 'org:1',
            to: '',
            period: '2026-11',
            shipped: 1,
            received: 0,
            from_name: 'Cơ sở nong-trai',
            to_name: null,
          },
        ],
        balances: [],
        next_offset: null,
        things: [
          {
            thing: '01/09520001000010/21/A1',
            kind: 'piece',
            level: 0,
            role: 'goods',
            is_end: true,
            quantities: [],
            first_seen: '2026-11-20T02:00:00.000Z',
            last_seen: '2026-11-20T02:00:00.000Z',
            place: '414/9520001000041',
            place_name: null,
            place_is_hidden: false,
            organisation: 'Cơ sở nong-trai',
          },
        ],
        links: [],
      },
    },
  },
  'POST /api/v1/links': {
    url: '/api/v1/links',
    status: 201,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      location: '/api/v1/links/1',
    },
    body: {
      id: 1,
      thing: '01/09520001000010',
      link_type: 'gs1:pip',
      href: 'https://nong-trai.example.com/gao',
      title: 'Gạo của chúng tôi',
      hreflang: ['vi'],
      media_type: null,
      context: [],
      default: false,
      expires_at: null,
      replaces: null,
      created_at: '2026-11-22T03:00:00.000Z',
      created_by: 'key:c5b6c967-49d6-41be-86ef-35b167e24712',
      withdrawn_at: null,
      withdrawn_by: null,
    },
  },
  'GET /api/v1/links/:linkId': {
    url: '/api/v1/links/1',
    status: 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
    },
    body: {
      id: 1,
      thing: '01/09520001000010',
      link_type: 'gs1:pip',
      href: 'https://nong-trai.example.com/gao',
      title: 'Gạo của chúng tôi',
      hreflang: ['vi'],
      media_type: null,
      context: [],
      default: false,
      expires_at: null,
      replaces: null,
      created_at: '2026-11-22T03:00:00.000Z',
      created_by: 'key:c5b6c967-49d6-41be-86ef-35b167e24712',
      withdrawn_at: null,
      withdrawn_by: null,
    },
  },
  'DELETE /api/v1/links/:linkId': {
    url: '/api/v1/links/1',
    status: 204,
    headers: {},
    body: '',
  },
};
