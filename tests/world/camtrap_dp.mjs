// Holds a Camtrap DP package against the standard's own schemas, where a copy of them lies in the shared material.
import { existsSync, readFileSync } from 'node:fs';
import { requireWeb, shared } from './web_packages.mjs';
import { unzip } from './zip.mjs';

const standard = shared && `${shared}/tables/camtrap-dp_example`;
const tables = ['deployments', 'media', 'observations'];
const added = 'failure-periods';

/** RFC 4180. @returns {string[][]} */
export function parseCSV(text) {
  const rows = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') cell += text[++i];
      else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"') quoted = true;
    else if (c === ',' || c === '\n') {
      rows.at(-1).push(cell);
      cell = '';
      if (c === '\n') rows.push([]);
    } else if (c !== '\r') cell += c;
  }
  if (quoted) throw new Error('a quoted cell is not closed');
  if (cell || rows.at(-1).length) rows.at(-1).push(cell);
  else rows.pop();
  return rows;
}

export function recordsOf(text) {
  const [header, ...rows] = parseCSV(text);
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])));
}

/**
 * Checks a package and gives its tables: {deployments, media, observations, datapackage}, rows as objects of texts.
 */
export function checkPackage(tally, bytes) {
  const files = unzip(bytes);
  tally.equal([...files.keys()].sort(), ['datapackage.json', ...[...tables, added].map((each) => `${each}.csv`)].sort(), 'the zip holds the four files of Camtrap DP, and when cameras failed');
  const datapackage = JSON.parse(files.get('datapackage.json').toString());
  const found = { datapackage };
  for (const table of tables) found[table] = recordsOf(files.get(`${table}.csv`).toString());

  if (!standard || !existsSync(standard)) tally.skip('the standard’s schemas are not here; the package is not held against them');
  else {
    for (const table of tables) checkTable(tally, table, files.get(`${table}.csv`).toString(), JSON.parse(readFileSync(`${standard}/${table}-table-schema.json`, 'utf8')), found);
    checkProfile(tally, datapackage);
  }
  // The table that Serow adds brings its schema along: it is held against that like the others against the standard's.
  found[added] = recordsOf(files.get(`${added}.csv`).toString());
  const own = datapackage.resources.find((each) => each.name === added)?.schema;
  tally.equal([own?.primaryKey, own?.foreignKeys?.[0]?.reference], ['failurePeriodID', { resource: 'deployments', fields: 'deploymentID' }], 'the schema of the failure periods stands in the package and names its keys');
  if (own) checkTable(tally, added, files.get(`${added}.csv`).toString(), own, found);
  for (const each of found[added]) {
    const of = found.deployments.find((one) => one.deploymentID === each.deploymentID);
    tally.ok(Date.parse(each.failureStart) >= Date.parse(of.deploymentStart) && Date.parse(each.failureEnd) <= Date.parse(of.deploymentEnd), 'a failure period lies within its deployment');
  }
  tally.equal(datapackage.resources.map((each) => [each.name, each.path, each.profile]), [...tables, added].map((each) => [each, `${each}.csv`, 'tabular-data-resource']), 'datapackage.json names the tables');
  tally.ok(datapackage.resources.slice(0, 3).every((each) => each.schema.includes('/1.0.2/')) && datapackage.profile.includes('/1.0.2/'), 'and version 1.0.2 of their schemas');
  tally.ok(datapackage.resources.every((each) => each.bytes === undefined || each.bytes === files.get(each.path).length), 'sizes in datapackage.json are those of the tables');
  const named = new Set(datapackage.taxonomic.map((each) => each.scientificName));
  const used = new Set(found.observations.map((each) => each.scientificName).filter(Boolean));
  tally.equal([...used].filter((each) => !named.has(each)), [], 'every species of the observations is in the taxonomic coverage');
  // Files of which only the own date is known do not stretch a deployment, so it is deployments that are held against it.
  const days = found.deployments.flatMap((each) => [each.deploymentStart, each.deploymentEnd]).map((time) => time.slice(0, 10)).sort();
  const { start, end } = datapackage.temporal;
  tally.ok(start <= days[0] && end >= days.at(-1), 'the temporal coverage holds all deployments', `${start} to ${end}, deployments ${days[0]} to ${days.at(-1)}`);
  return found;
}

// The profile builds on two schemas from elsewhere; what they ask for that matters here is written out.
const geojson = {
  $id: 'http://json.schemastore.org/geojson.json', type: 'object', required: ['type', 'coordinates'],
  properties: { type: { enum: ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'] }, coordinates: { type: 'array', minItems: 1 } },
};
const frictionless = {
  $id: 'https://specs.frictionlessdata.io/schemas/data-package.json', type: 'object', required: ['resources'],
  properties: {
    name: { type: 'string', pattern: '^([-a-z0-9._/])+$' }, created: { type: 'string', format: 'date-time' }, profile: { type: 'string' },
    resources: { type: 'array', minItems: 1, items: { type: 'object', required: ['name'], properties: { name: { type: 'string', pattern: '^([-a-z0-9._/])+$' } } } },
    contributors: { type: 'array', minItems: 1, items: { type: 'object', required: ['title'] } },
    licenses: { type: 'array', minItems: 1, items: { anyOf: [{ required: ['name'] }, { required: ['path'] }] } },
  },
};

function checkProfile(tally, datapackage) {
  const Ajv = requireWeb('ajv').default;
  const ajv = new Ajv({ strict: false, allErrors: true });
  requireWeb('ajv-formats').default(ajv);
  ajv.addSchema(geojson).addSchema(frictionless);
  const { $schema, ...profile } = JSON.parse(readFileSync(`${standard}/camtrap-dp-profile.json`, 'utf8'));
  tally.ok($schema.includes('draft-04'), 'the profile is the one that these tests know');
  const check = ajv.compile(profile);
  tally.ok(check(datapackage), 'datapackage.json is valid by the standard’s profile', check.errors?.map((each) => `${each.instancePath} ${each.message}`).slice(0, 6).join('; '));
  // The test of the test: what the standard requires is missed when it is not there.
  const { temporal, ...without } = datapackage;
  tally.ok(temporal && !check(without), 'without its temporal coverage it would not be');
}

function checkTable(tally, table, text, schema, all) {
  const [header, ...rows] = parseCSV(text);
  tally.equal(header, schema.fields.map((each) => each.name), `${table}.csv has the standard’s columns in their order`);
  const faults = [];
  const missing = new Set(schema.missingValues ?? ['']);
  const seen = new Map();
  for (const [number, row] of rows.entries()) {
    if (row.length !== header.length) faults.push(`row ${number + 1} has ${row.length} cells`);
    for (const [at, field] of schema.fields.entries()) {
      const fault = cellFault(field, row[at] ?? '', missing);
      if (fault) faults.push(`row ${number + 1} ${field.name} = ${JSON.stringify(row[at])}: ${fault}`);
      if (field.constraints?.unique || field.name === schema.primaryKey) {
        if (!seen.has(field.name)) seen.set(field.name, new Set());
        if (seen.get(field.name).has(row[at])) faults.push(`row ${number + 1} ${field.name} is there twice`);
        seen.get(field.name).add(row[at]);
      }
    }
  }
  for (const { fields, reference } of schema.foreignKeys ?? []) {
    const there = new Set(all[reference.resource].map((each) => each[reference.fields]));
    for (const record of all[table]) if (!missing.has(record[fields]) && !there.has(record[fields])) faults.push(`${fields} ${record[fields]} is not in ${reference.resource}`);
  }
  tally.equal(faults.slice(0, 8), [], `${table}.csv: all ${rows.length} rows keep the standard’s types and constraints`);
}

const numberText = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

function cellFault({ type, constraints = {} }, text, missing) {
  if (missing.has(text)) return constraints.required ? 'is required' : '';
  const value = type === 'integer' || type === 'number' ? Number(text) : text;
  if (type === 'integer' && !/^[+-]?\d+$/.test(text)) return 'no integer';
  if (type === 'number' && !numberText.test(text)) return 'no number';
  if (type === 'boolean' && !['true', 'false'].includes(text)) return 'no boolean';
  if (type === 'datetime' && !(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:?\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)))) return 'no date and time with its zone';
  if (constraints.enum && !constraints.enum.includes(text)) return `not one of ${constraints.enum}`;
  if (constraints.pattern && !new RegExp(constraints.pattern).test(text)) return `does not match ${constraints.pattern}`;
  if (constraints.minimum !== undefined && value < constraints.minimum) return `below ${constraints.minimum}`;
  if (constraints.maximum !== undefined && value > constraints.maximum) return `above ${constraints.maximum}`;
  return '';
}
