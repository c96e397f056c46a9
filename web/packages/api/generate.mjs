// Writes schema.d.ts from api/openapi.yaml. With --check it writes nothing and fails where the committed file is stale.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { parse } from 'yaml';

const contract = new URL('../../../api/openapi.yaml', import.meta.url);
const generated = new URL('schema.d.ts', import.meta.url);

const kinds = ['Account', 'Organisation', 'Project', 'Area', 'Location', 'Deployment', 'CameraKey', 'ClockCorrection', 'FailurePeriod', 'RepeatVerdict', 'Individual', 'CustomField', 'ModelRun', 'TrustCheck', 'PredictionImport', 'Export', 'Training', 'UploadFile', 'Upload', 'Media',
  'Event', 'Observation', 'Answer', 'Batch', 'BulkAnswer', 'View', 'Assignment', 'Token'];

// A string of format uuid gets the branded type that its own name tells: projectID → ProjectID, mediaIDs[] → MediaID[].
function brand(node, name = '') {
  if (Array.isArray(node)) return node.forEach((each) => brand(each, name));
  if (node === null || typeof node !== 'object') return;
  if (node.format === 'uuid') {
    const kind = kinds.find((each) => `${each}ID`.toLowerCase() === name.replace(/s$/, '').toLowerCase());
    if (kind === undefined) throw new Error(`${name}: a uuid without a branded type; add its kind to packages/api/ids.ts`);
    node['x-brand'] = kind === 'BulkAnswer' ? 'BatchID' : `${kind}ID`; // it is the id of its batch
  }
  for (const [key, child] of Object.entries(node)) {
    if (key === 'properties') for (const [property, schema] of Object.entries(child)) brand(schema, property);
    else if (key !== 'example') brand(child, 'in' in node && typeof node.name === 'string' ? node.name : name);
  }
}

function reference(schema) {
  if (schema['x-brand'] === undefined) return undefined;
  const type = ts.factory.createTypeReferenceNode(schema['x-brand']);
  const nullable = Array.isArray(schema.type) && schema.type.includes('null');
  return nullable ? ts.factory.createUnionTypeNode([type, ts.factory.createLiteralTypeNode(ts.factory.createNull())]) : type;
}

// "All of A, and besides required: [x]", where x is a property of A: the generator minds `required` beside allOf only.
function hoistRequired(node) {
  if (node === null || typeof node !== 'object') return;
  if (Array.isArray(node.allOf)) {
    node.required = [...new Set([...(node.required ?? []), ...node.allOf.flatMap((part) => part.required ?? [])])];
    node.allOf = node.allOf.filter((part) => part.$ref !== undefined || part.properties !== undefined);
  }
  Object.values(node).forEach(hoistRequired);
}

const document = parse(await readFile(contract, 'utf8'));
brand(document);
hoistRequired(document);
const ast = await openapiTS(document, {
  transform: reference,
  inject: `import type { ${kinds.filter((each) => each !== 'BulkAnswer').map((each) => `${each}ID`).join(', ')} } from './ids.ts';\n`,
});
const text = `// Generated from api/openapi.yaml by \`npm run api\`. Do not edit.\n${astToString(ast)}`;

if (process.argv.includes('--check')) {
  if ((await readFile(generated, 'utf8').catch(() => '')) !== text) {
    console.error('web/packages/api/schema.d.ts is not what api/openapi.yaml says. Run: npm run api');
    process.exit(1);
  }
} else {
  await writeFile(generated, text);
}
