// api/openapi.yaml as tests need it: its operations, and validators that also refuse what it does not mention.
import { readFileSync } from 'node:fs';
import { root, requireWeb } from './web_packages.mjs';

const YAML = requireWeb('yaml');
const Ajv = requireWeb('ajv/dist/2020.js').default;
const addFormats = requireWeb('ajv-formats').default;

export const source = readFileSync(`${root}/api/openapi.yaml`, 'utf8');
export const document = YAML.parse(source);
const verbs = ['get', 'post', 'put', 'patch', 'delete'];

/** What `$ref` points at, itself followed further. */
export function resolved(node) {
  let at = node;
  while (at?.$ref) at = at.$ref.slice(2).split('/').reduce((inner, key) => inner?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  return at;
}

export const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  verbs.filter((verb) => item[verb]).map((verb) => {
    const said = item[verb];
    const parameters = [...(item.parameters ?? []), ...(said.parameters ?? [])].map(resolved);
    const body = resolved(said.requestBody);
    return {
      ...said, path, verb, method: verb.toUpperCase(), parameters, body,
      open: said.security?.length === 0,
      inPath: parameters.filter((each) => each.in === 'path').map((each) => each.name),
      bodySchema: body?.content?.['application/json']?.schema,
      example: body?.content?.['application/json']?.example,
    };
  }),
);
/** What the operation's header parameters ask for: constants, and for the resumable way in those of a file's first bytes. */
export function headersFor(operation, ids = {}, bytes = 0) {
  const known = {
    'Upload-Length': String(bytes), 'Upload-Offset': '0', 'X-HTTP-Method-Override': 'HEAD',
    'Upload-Metadata': `uploadFileID ${Buffer.from(ids.uploadFileID ?? '01890000-0000-7000-8000-000000000000').toString('base64')}`,
  };
  const needed = operation.parameters.filter((each) => each.in === 'header' && each.required);
  const headers = Object.fromEntries(needed.map((each) => [each.name, each.schema.const ?? known[each.name]]));
  const [type] = Object.keys(operation.body?.content ?? {});
  return type && !operation.bodySchema ? { 'content-type': type, ...headers } : headers;
}

export const byID = new Map(operations.map((each) => [each.operationId, each]));

// The contract has no schema that contains itself, so references can be written out.
function inlined(node) {
  if (Array.isArray(node)) return node.map(inlined);
  if (node === null || typeof node !== 'object') return node;
  if (node.$ref) return inlined(resolved(node));
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, inlined(value)]));
}

// An answer may hold no field that the contract does not name.
function closed(schema, whole = true) {
  if (schema === null || typeof schema !== 'object') return schema;
  const out = { ...schema };
  if (out.properties) out.properties = Object.fromEntries(Object.entries(out.properties).map(([key, value]) => [key, closed(value)]));
  if (out.items) out.items = closed(out.items);
  for (const key of ['oneOf', 'anyOf']) if (out[key]) out[key] = out[key].map((each) => closed(each));
  if (out.allOf) out.allOf = out.allOf.map((each) => closed(each, false));
  if (whole && (out.properties || out.allOf)) out.unevaluatedProperties = false;
  return out;
}

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
addFormats(ajv);
ajv.addFormat('binary', true);

/** A check of a value by a schema: '' or what is wrong. `strictly`: unnamed fields are wrong too. */
export function validator(schema, { strictly = false } = {}) {
  const whole = inlined(schema);
  const check = ajv.compile(strictly ? closed(whole) : whole);
  return (value) => (check(value) ? '' : check.errors.map((each) => `${each.instancePath || '/'} ${each.message}${each.params.unevaluatedProperty ? ` (${each.params.unevaluatedProperty})` : ''}`).slice(0, 5).join('; '));
}

const known = new Map();
const cached = (key, make) => {
  if (!known.has(key)) known.set(key, make());
  return known.get(key);
};
export const problemFault = validator({ $ref: '#/components/schemas/Problem' }, { strictly: true });
export const requestFault = (operation, value) => cached(`${operation.operationId} request`, () => validator(operation.bodySchema))(value);

/** What is wrong with an answer to an operation by the contract, or ''. */
export function answerFault(operation, { status, type, body }) {
  const said = operation.responses[String(status)];
  const answer = resolved(said ?? (status >= 400 ? operation.responses.default : undefined));
  if (!answer) return `the status ${status} is not documented`;
  if (!answer.content) return type === '' && body === '' ? '' : `has a body (${type}), documented without one`;
  const found = Object.entries(answer.content).find(([media]) => media === type || media === '*/*');
  if (!found) return `the content type ${type} is not documented for ${status}`;
  const [media, { schema }] = found;
  if (media === 'application/problem+json' && body.status !== status) return `the problem says status ${body.status}, the answer ${status}`;
  if (!/json$/.test(media)) return '';
  return cached(`${operation.operationId} ${status} ${media}`, () => validator(schema, { strictly: true }))(body);
}

/** The address of an operation with its parameters filled in. */
export function addressOf(operation, path = {}, query = {}) {
  const filled = operation.path.replace(/\{(\w+)\}/g, (_, name) => {
    if (path[name] === undefined) throw new Error(`${operation.operationId} needs ${name}`);
    return encodeURIComponent(path[name]);
  });
  // Of what is a list each value by itself.
  const search = new URLSearchParams(Object.entries(query).flatMap(([key, value]) => [value].flat().map((each) => [key, each]))).toString();
  return search ? `${filled}?${search}` : filled;
}
