// Event hashes that the reference tool publishes for its present reading of CBV 2.0 and for draft CBV 2.1: digests by document and event.
//
// Source: github.com/RalphTro/epcis-event-hash-generator, tests/examples/expected/CBV2.0 and CBV2.1 (revisions d8d8746 and
// 084b003), and the worked examples of its README, looked at on 22 November 2026. Only the values stand here; the documents
// are those of the corpus, where the tool keeps the same events.

export interface EditionVectors {
  /** Without ending: every form of the document that the corpus has gives these. */
  readonly document: string;
  /** SHA-256 of the events in document order, under `2.0-table`. */
  readonly table: readonly string[];
  /** The same under `2.1`. */
  readonly draft: readonly string[];
}

function vectors(document: string, draft: readonly string[], table: readonly string[] = draft): EditionVectors {
  return { document, draft, table };
}

export const EDITION_VECTORS: readonly EditionVectors[] = [
  vectors('hash-vectors/ReferenceEventHashAlgorithm', ['6ae96341e0acc6d7a261364751f60e68278a81cdf51da0abb6b4e617014e39d7']),
  vectors(
    'hash-vectors/ReferenceEventHashAlgorithm2',
    ['f6bf8e2fb50f26f5baba52f722211eefdb0f427a3903c61ab015db6d1f93c3da'],
    ['271565c346ae2fb28c4583c4dca4ab4772d465eb4e0b6e548d77d8b49377d95c'],
  ),
  vectors(
    'hash-vectors/TimeStampRoundOff',
    [
      'af7658e711574363633f20b3dadc7bc4c13c6f612cf96d95e03c421c0e58f3c6',
      '0550df44527332c1fe417c5837fe61b9e71eaa93307b88519dac549bf2d4dcf9',
      '8824c720417e88d8aad68cd5e8be0b298692f4f95bbf3ea7fc6b8783f1916da2',
    ],
    [
      'af7658e711574363633f20b3dadc7bc4c13c6f612cf96d95e03c421c0e58f3c6',
      '0550df44527332c1fe417c5837fe61b9e71eaa93307b88519dac549bf2d4dcf9',
      'bf052637920f56c28bd6bc4ce10bb296203fcddc543f1e293d5a77b07592dcec',
    ],
  ),
  vectors('hash-vectors/epcisDocHavingEventWithComment', ['df6523665bc5e5803d6c7b84f5a04e103694d8220f2abc4f2c74310e89f31bc6']),
  vectors('hash-vectors/epcisDocWithDefaultSchemaInContext', [
    'ffa491b16867e34a7791a8d5389d826afc24e63a121026b6a4004ace38631b4b',
    'a207f523e4888a5cf75b5ee1110ebe019baba7e99aafde1d809d50b80727114e',
  ]),
  vectors(
    'hash-vectors/epcisDocWithSensorDataObjectEvent',
    ['d3d98bcd059c3e88b80c5e713dee3b5eee2bea4723fe4b8356d0a2bee757a34e'],
    ['bea63f2741e3f4ae7cab8abba1be5bf172109f749bedaa7e8620fb9bd26847b5'],
  ),
  vectors('hash-vectors/epcisDocWithShippingAndTransportingEvent', [
    '2919bf0587534fef0e25eea97b5dda68f345e6bbf2c6b4cb27b2a52e0039272b',
    '1d2ec4174d8f0b5988a44795b31a636e8bc7f88ebc4bdc0d35c14f215a842e80',
  ]),
  vectors('hash-vectors/epcisDocWithSingleEvent', ['ffa491b16867e34a7791a8d5389d826afc24e63a121026b6a4004ace38631b4b']),
  vectors('hash-vectors/epcisDocWithVariousEventTypes', [
    '253f0178f96349eedc207505b49044a602129605cf692e3d9f1f36c8bd1dfb0d',
    'ef43acf0e69951f79739f603f714893784648a41bac3f58035b5830a978a2631',
    'c50842eb714406394a77fb7b517fea621c78a61f65549874de7c9e019afe7b6f',
    '5f396ea5cb32fe4d0980cb79f5a5eb9640559e9f5a6cefa5c98a7d6ad554b50b',
    'c941e6486c561c2be83c28dc228c150eaef9a6befb1015e6cc563982fb7414b6',
    'cfda50b7ff23682e989bafc3747ac9b752f405305fcde6618280f6be27344f35',
    'c4bdb87c8d59d6ab569d0cfc6583e9dd4c314cdf71799b0ef8d4febe5239d9c5',
    'a62b9f9e429fcba628ea47d073542ca67e9fbe4688df2c649b8cd13b8519b91f',
    'cf6559dc931963f19ed9cd2fe33c02ef64c8cfd557e5a96b086a87db315b7122',
    'b741a543ea0b2a4c4bdb3441c7dc196b41710e5b2c9870b211fac8d6d4c93427',
    '335da6c3ab1d932824748791beec4d7ed261ed383f6849f6b8718e8fafb4d298',
    '36ab2ba0e3eac03d14a630148c63c31da00b8c4f1c311f501eb459e89a6e6350',
    '756558aa09b2d38c6bcb6e50eab2fcbebd9bde17362a7c4f4686a5d7f5fb013f',
  ]),
  vectors('hash-vectors/epcisEventWithCURIEs', ['65f196f1b17e2525de2b6f45f5d31d74fa3fdf1e689863484f8e9660cc36f69f']),
  vectors('hash-vectors/epcisQueryDocument', [
    'df6523665bc5e5803d6c7b84f5a04e103694d8220f2abc4f2c74310e89f31bc6',
    '32547b2344d525ea60ab1b899d82a9011fd9c39bb26ed936e113066146f49941',
  ]),
  vectors('hash-vectors/persistentDisposition', [
    'f6a9d89f2cd8d7931daa3d4c3d48399c2173b88417932f8cc04d021671e7d01e',
    '4dbb5d87794987ec4a7c519cff1260d00163e78bf44144d09aee135294d39d10',
  ]),
  // Every field of a TransactionEvent, parentID beside epcList and sensor extensions among them.
  vectors(
    'openepcis/2.0/{form}/Capture/Documents/TransactionEvent_all_possible_fields',
    ['c87353a340add966f1e4f7b24992ea1590f072a76b840aefff7f24b45ce333e1'],
    ['4a85d64a96409f0c57baed258666b26d83e6690d204a8aaed4c7e2624d8b0c81'],
  ),
];
