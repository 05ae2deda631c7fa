import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed } from '../../dashboard/customer/use-customer.ts';
import { deviceOf, languageOf, localTime, placeOf } from '../../dashboard/customer/visit.ts';
import type { Customer } from '../../widget/protocol/generated.ts';

test('a visit is told in words, and what is not known is left out', () => {
  assert.equal(placeOf({ city: 'Bergen', country: 'NO' }), 'Bergen, Norway');
  assert.equal(placeOf({ city: null, country: 'NO' }), 'Norway');
  assert.equal(placeOf({ city: null, country: 'not a country' }), 'not a country');
  assert.equal(placeOf({ city: null, country: null }), '');
  const device = { browser: 'Chrome 126', os: 'Windows 10', device: 'desktop' };
  assert.equal(deviceOf(device), 'Chrome 126 on Windows 10, desktop');
  assert.equal(deviceOf({ ...device, os: null, device: null }), 'Chrome 126');
  assert.equal(deviceOf({ browser: null, os: null, device: 'unknown' }), '');
  assert.equal(languageOf({ language: 'nb' }), 'Norwegian Bokmål');
  assert.equal(languageOf({ language: '¿?' }), '¿?');
});

test('their clock is shown, with the day where it is another one', () => {
  const noon = Date.UTC(2026, 10, 17, 12, 5);
  assert.equal(localTime('Europe/Oslo', noon, 'UTC'), '13:05');
  assert.match(localTime('Pacific/Auckland', noon, 'UTC'), /^Wed,? 01:05$/);
  assert.equal(localTime('Moon/Crater', noon, 'UTC'), '');
});

test('a change is shown as the server will say it', () => {
  const ada = { full_name: 'Ada', display_name: 'Ada', email: 'a@b.example' } as Customer;
  assert.deepEqual(changed(ada, { name: 'Ada King' }), { full_name: 'Ada King', display_name: 'Ada King' });
  assert.deepEqual(
    changed(ada, { name: null }),
    { full_name: null },
    'only the server knows the friendly one',
  );
  assert.deepEqual(changed(ada, { email: '', phone: '1' }), { email: null, phone: '1' });
  assert.deepEqual(changed(ada, { customFields: { plan: 'gold' } }), { custom_fields: { plan: 'gold' } });
});
