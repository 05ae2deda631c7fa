// The API's description, and the page that is made of it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { collectProblems, problemCodes } from '../../docs/site/problems.mjs';
import { argumentsAt, stringIn } from '../../docs/site/rust.mjs';

type Json = Record<string, unknown>;

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters?: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: Record<string, { schema?: Json; example?: unknown }> };
  responses: Record<string, Json>;
}

interface Description {
  openapi: string;
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json>; securitySchemes: Record<string, Json> };
}

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const description: Description = JSON.parse(readFileSync(at('docs/openapi.json'), 'utf8'));
const page = readFileSync(at('dist/api/docs.html'), 'utf8');

const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method,
    call: `${method} ${path}`,
    operation,
  })),
);

/** Every object in it, however deep. */
function* objectsIn(value: unknown): Generator<Json> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Json;
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}

/** A validator that knows the description's schemas by the names they refer to each other with. */
function validator() {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true, keywords: ['components'] });
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  const formats = {
    uuid,
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
    date: /^\d{4}-\d\d-\d\d$/,
  };
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  for (const { format } of objectsIn(description)) {
    if (typeof format === 'string' && !(format in formats)) ajv.addFormat(format, true);
  }
  ajv.addSchema({ $id: 'api', components: { schemas: description.components.schemas } });
  return (schema: Json) => ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')));
}

test('the description holds together', () => {
  assert.match(description.openapi, /^3\.1\./);
  const ids = operations.map(({ operation }) => operation.operationId);
  assert.equal(new Set(ids).size, ids.length, 'operation ids are unique');
  const tags = description.tags.map(({ name }) => name);
  for (const { call, path, operation } of operations) {
    assert.ok(operation.operationId && operation.summary, `${call} has an id and a summary`);
    assert.ok(
      operation.tags.length > 0 && operation.tags.every((tag) => tags.includes(tag)),
      `${call}: tags`,
    );
    assert.ok(operation.responses.default, `${call} tells of problems`);
    assert.ok(
      Object.keys(operation.responses).some((status) => /^[123]/.test(status)),
      `${call} tells of success`,
    );
    const named = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    assert.deepEqual(
      named.map(({ name }) => name),
      inPath,
      `${call} describes what its path names`,
    );
    const schemes = operation.security.flatMap((way) => Object.keys(way));
    for (const scheme of schemes)
      assert.ok(description.components.securitySchemes[scheme], `${call}: ${scheme}`);
  }
});

test('every reference leads somewhere, and nothing lies about unused', () => {
  const references = [...objectsIn(description)].flatMap(({ $ref }) =>
    typeof $ref === 'string' ? [$ref] : [],
  );
  for (const reference of references) {
    const steps = reference.replace(/^#\//, '').split('/');
    const found = steps.reduce<unknown>((place, step) => (place as Json | undefined)?.[step], description);
    assert.ok(found, reference);
  }
  for (const name of Object.keys(description.components.schemas)) {
    assert.ok(references.includes(`#/components/schemas/${name}`), `${name} is used`);
  }
});

test('schemas are JSON Schema, and every example fits its own', () => {
  const compile = validator();
  for (const name of Object.keys(description.components.schemas))
    compile({ $ref: `#/components/schemas/${name}` });
  for (const { call, operation } of operations) {
    for (const { schema = {}, example } of Object.values(operation.requestBody?.content ?? {})) {
      const fits = compile(schema);
      if (example !== undefined) assert.ok(fits(example), `${call}: ${JSON.stringify(fits.errors)}`);
    }
  }
});

test('the page shows every call', () => {
  const text = page.replaceAll('<wbr>', '');
  for (const { call, path, method, operation } of operations) {
    const start = text.indexOf(`<article class="call" id="${operation.operationId}"`);
    assert.ok(start > 0, `${call} has its place`);
    const section = text.slice(start, text.indexOf('</article>', start));
    assert.ok(section.includes(`>${method.toUpperCase()}</span> <code class="path">${path}</code>`), call);
    for (const { name } of operation.parameters ?? [])
      assert.ok(section.includes(`<code>${name}</code>`), `${call}: ${name}`);
    assert.ok(text.includes(`<a href="#${operation.operationId}">`), `${call} is in the menu`);
  }
});

test('every link inside the page leads somewhere', () => {
  for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(page.includes(`id="${id}"`), id);
});

test('every code that a problem can have is on the page', () => {
  assert.deepEqual(
    collectProblems().unread,
    [],
    'the code stands where the problem is made, or is a constant',
  );
  const codes = problemCodes();
  assert.ok(codes.includes('invalid_input') && codes.includes('domain_not_allowed') && codes.length > 30);
  for (const code of codes) assert.match(page, new RegExp(`id="(problem|field)-${code}"`), code);
});

test('problems are read out of Rust as it is written', () => {
  const call =
    'Problem::field(&format!("{at}.x"), "too_long", &format!("At most {MOST}, \\"please\\" ({n})."))';
  const args = argumentsAt(call, call.indexOf('(') + 1);
  assert.deepEqual(args.length, 3);
  const constants = (name: string) => (name === 'MOST' ? '10_000' : undefined);
  assert.equal(stringIn(args[2], constants), 'At most 10,000, "please" (…).');
});
