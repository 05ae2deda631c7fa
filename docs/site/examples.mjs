// How a call is made, to be copied; and what an answer looks like.

const HOST = 'https://chat.example.com';
const QUOTE = `'\\''`;

/** `curl …`, or for a socket the line of a script. */
export function requestOf({ method, path, operation, body }) {
  const scheme = Object.keys(operation.security?.[0] ?? {})[0];
  const url = `${HOST}${withVariables(path)}${queryOf(operation)}`;
  if (operation.responses['101']) return socket(url.replace('http', 'ws'), scheme);
  const isWrite = method !== 'get';
  const parts = [
    `curl ${isWrite && (method !== 'post' || !body) ? `-X ${method.toUpperCase()} ` : ''}"${url}"`,
    ...(credentials[scheme]?.(isWrite) ?? []),
    ...bodyOf(body),
  ];
  return parts.join(' \\\n  ');
}

const credentials = {
  session: () => ['-H "Authorization: Bearer $SESSION"'],
  operator: () => ['-H "Authorization: Bearer $OPERATOR_TOKEN"'],
  login: (isWrite) => ['-b "__Host-chatdesk=$COOKIE"', ...(isWrite ? [`-H "Origin: ${HOST}"`] : [])],
};

function bodyOf(body) {
  if (!body) return [];
  if (body.type === 'multipart/form-data') {
    return Object.entries(body.example).map(([name, value]) => `-F "${name}=${value}"`);
  }
  const json = JSON.stringify(body.example).replaceAll("'", QUOTE);
  return [`-H "Content-Type: ${body.type}"`, `-d '${json}'`];
}

const socket = (url, scheme) =>
  `new WebSocket(\`${url.replace(/\$(\w+)/g, (_, name) => `\${${name.toLowerCase()}}`)}\`, ${
    scheme === 'session' ? "['chatdesk.v1', session]" : "['chatdesk.v1']"
  })`;

/** `/x/{id}` → `/x/$ID` */
const withVariables = (path) => path.replace(/\{(\w+)\}/g, (_, name) => `$${name.toUpperCase()}`);

function queryOf({ parameters = [] }) {
  const required = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
  const pairs = required.map(({ name }) => `${name}=$${name.toUpperCase()}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

const TIME = '2026-01-31T09:30:00.000Z';
const byFormat = {
  uuid: '018f2e7a-4b5c-7d6e-8f90-a1b2c3d4e5f6',
  'date-time': TIME,
  date: TIME.slice(0, 10),
  binary: '@photo.jpg',
};
const byName = [
  [/email/, 'ada@example.com'],
  [/phone/, '+44 20 7946 0000'],
  [/colou?r/, '#2f6f4f'],
  [/url|referrer|website/i, 'https://shop.example/'],
  [/(^|_)name|Name$/, 'Ada Marsh'],
  [/language/, 'en'],
  [/timezone/, 'Europe/Berlin'],
  [/key$/i, 'wk_…'],
  [/token$/i, 'st_…'],
  [/^version$/, '1.0.0'],
];

/** A value that fits a schema. What may be left out is, if `isShort`; optional parts of an answer are shown. */
export function sampleOf(schemas, schema, { name = '', isShort = false, within = [] } = {}) {
  const inner = schemas.unwrap(schema).inner;
  const resolved = schemas.resolve(schema);
  if (within.includes(inner.$ref) || within.length > 6) return null;
  const options = { isShort, within: inner.$ref ? [...within, inner.$ref] : within };
  if (resolved.properties) return sampleObject(schemas, resolved, options);
  const first = (resolved.oneOf ?? resolved.anyOf)?.[0];
  if (first) return sampleOf(schemas, first, { ...options, name });
  if (resolved.type === 'array') {
    const one = sampleOf(schemas, resolved.items ?? {}, { ...options, name });
    return Array(resolved.minItems ?? 1).fill(one);
  }
  return sampleValue(resolved, name);
}

function sampleObject(schemas, { properties, required = [] }, options) {
  const shown = Object.entries(properties).filter(([name]) => !options.isShort || required.includes(name));
  return Object.fromEntries(
    shown.map(([name, property]) => [name, sampleOf(schemas, property, { ...options, name })]),
  );
}

function sampleValue(schema, name) {
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.default !== undefined && schema.default !== null) return schema.default;
  if (byFormat[schema.format]) return byFormat[schema.format];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum || 1;
  if (schema.type === 'object') return {};
  return byName.find(([pattern]) => pattern.test(name))?.[1] ?? '…';
}
