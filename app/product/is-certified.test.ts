// A declared standard counts as certified only by a certificate of somebody else that bears its name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCertified } from './is-certified.ts';

test('by name, by somebody else, by a certificate', () => {
  const paper = { kind: 'certificate', name: 'VietGAP trồng trọt', vouched_by: 'third_party' };
  assert.equal(isCertified('VietGAP trồng trọt', [paper]), true);
  assert.equal(isCertified('VIETGAP', [paper]), true);
  assert.equal(isCertified('VietGAP trồng trọt và sơ chế', [{ ...paper, name: 'VietGAP' }]), true);
  assert.equal(isCertified('GlobalG.A.P.', [paper]), false);
  assert.equal(isCertified('VietGAP', [{ ...paper, vouched_by: 'self' }]), false);
  assert.equal(isCertified('VietGAP', [{ ...paper, kind: 'declaration' }]), false);
  assert.equal(isCertified('VietGAP', [{ ...paper, name: '' }]), false);
  assert.equal(isCertified('VietGAP', []), false);
});
