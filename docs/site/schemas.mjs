// JSON schemas in the description: finding them, and telling their types in words.

import { html, joined, prose } from './html.mjs';

/** The schemas of a description. `linked` grows with the names of those that something links to. */
export class Schemas {
  linked = new Set();

  constructor(schemas) {
    this.schemas = schemas;
  }

  /** The schema itself, whatever refers to it; without `null`, and with its own words first. */
  resolve(schema) {
    const { isNullable: _, inner } = this.unwrap(schema);
    if (!inner.$ref) return inner;
    const { $ref, ...own } = inner;
    return { ...this.resolve(this.named(nameOf($ref))), ...own };
  }

  named = (name) => this.schemas[name] ?? {};

  /** Takes `or null` off. */
  unwrap(schema) {
    const options = schema.anyOf ?? [];
    const others = options.filter(({ type }) => type !== 'null');
    if (others.length === 1 && others.length < options.length) {
      const { anyOf: _, ...own } = schema;
      return { isNullable: true, inner: { ...others[0], ...own } };
    }
    if (Array.isArray(schema.type) && schema.type.includes('null')) {
      const types = schema.type.filter((type) => type !== 'null');
      return { isNullable: true, inner: { ...schema, type: types.length === 1 ? types[0] : types } };
    }
    return { isNullable: false, inner: schema };
  }

  /** Has it fields of its own to be shown? */
  isObject = (schema) => Boolean(this.resolve(schema).properties ?? this.resolve(schema).oneOf);

  /**
   * Its fields: `{prefix, name, type, isRequired, about}`. Of what is sent, those of objects inside too, and first what
   * must be there.
   */
  rows(schema, { isSent = false, prefix = '', depth = 0 } = {}) {
    const { properties = {}, required = [] } = this.resolve(schema);
    const isRequired = ([name]) => required.includes(name);
    const fields = Object.entries(properties);
    if (isSent) fields.sort((a, b) => isRequired(b) - isRequired(a));
    return fields.flatMap(([name, property]) => {
      const inside = isSent && depth < 3 && this.inside(property);
      const row = {
        prefix,
        name,
        type: inside ? this.plainType(property) : this.type(property),
        isRequired: isRequired([name]),
        about: aboutOf(property, this.resolve(property), isSent),
      };
      const below = { isSent, prefix: `${prefix}${name}${inside?.isList ? '[]' : ''}.`, depth: depth + 1 };
      return inside ? [row, ...this.rows(inside.schema, below)] : [row];
    });
  }

  /** What an object, or each of a list of objects, is made of. */
  inside(property) {
    const { type, items = {} } = this.resolve(property);
    const isList = type === 'array';
    const schema = isList ? items : property;
    return this.resolve(schema).properties && { isList, schema };
  }

  /** The type in words; what is an object is linked. */
  type(schema) {
    const { isNullable, inner } = this.unwrap(schema);
    return isNullable ? html`${this.bare(inner)} or null` : this.bare(inner);
  }

  /** The type of an object whose fields are told right below. */
  plainType(schema) {
    const { isNullable, inner } = this.unwrap(schema);
    const word = this.resolve(inner).type === 'array' ? 'list of objects' : 'object';
    return isNullable ? `${word} or null` : word;
  }

  bare(schema) {
    const options = schema.anyOf ?? schema.oneOf;
    if (schema.$ref) return this.reference(nameOf(schema.$ref));
    if ('const' in schema) return html`<code>${JSON.stringify(schema.const)}</code>`;
    if (schema.enum) return oneOf(schema.enum);
    if (options?.every((option) => 'const' in option)) return oneOf(options.map((option) => option.const));
    if (schema.type === 'array') return list(schema, this.type(schema.items ?? {}));
    if (schema.type === 'object') return this.map(schema);
    if (options) return either(options.map((option) => this.type(option)));
    return simple(schema);
  }

  reference(name) {
    if (!this.isObject(this.named(name))) return this.type(this.named(name));
    this.linked.add(name);
    return html`<a href="#object-${name}">${name}</a>`;
  }

  map({ additionalProperties }) {
    const hasType = additionalProperties && Object.keys(additionalProperties).length > 0;
    return hasType ? html`object of ${this.type(additionalProperties)}` : 'object';
  }
}

export const nameOf = (reference) => reference.split('/').at(-1);

const formats = {
  uuid: 'UUID',
  'date-time': 'time',
  date: 'date',
  binary: 'file',
  email: 'email address',
  uri: 'URL',
};

function simple({ type, format, minimum, maximum }) {
  if (formats[format]) return formats[format];
  if (type !== 'integer' && type !== 'number') return [type ?? 'anything'].flat().join(' or ');
  if (minimum !== undefined && maximum !== undefined && maximum < 1e6)
    return `${type}, ${minimum} to ${maximum}`;
  return minimum ? `${type}, from ${minimum}` : type;
}

function list({ minItems, maxItems }, each) {
  if (maxItems === undefined) return html`list of ${each}`;
  if (minItems === maxItems) return html`${maxItems} × ${each}`;
  return html`list of ${each}, ${minItems ?? 0} to ${maxItems}`;
}

const oneOf = (values) => either(values.map((value) => html`<code>${value ?? 'null'}</code>`));

/** a, b or c */
const either = (things) =>
  joined(things.slice(0, -1), ', ').concat(things.length > 1 ? ' or ' : [], things.slice(-1));

/** What it is, how it must look, and what it is when it is not given. */
function aboutOf(property, resolved, isSent) {
  const usual = property.default;
  const says = isSent && usual !== undefined && usual !== null && typeof usual !== 'object' && usual !== '';
  return [
    property.description && prose(property.description),
    lengths(resolved),
    resolved.pattern && html`Matches <code>${resolved.pattern}</code>.`,
    says && html`By default <code>${String(usual)}</code>.`,
  ].filter(Boolean);
}

function lengths({ minLength, maxLength }) {
  if (maxLength === undefined) return minLength > 1 && `At least ${minLength} characters.`;
  return `${minLength > 1 ? `${minLength} to ${maxLength}` : `At most ${maxLength.toLocaleString('en')}`} characters.`;
}
