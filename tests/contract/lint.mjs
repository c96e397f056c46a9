// The contract itself: whole, unambiguous, its examples valid, its references leading somewhere.
import { byID, document, operations, resolved, source, validator } from '../world/contract.mjs';
import { requireWeb } from '../world/web_packages.mjs';
import { tally } from '../world/tally.mjs';

const parsed = requireWeb('yaml').parseDocument(source, { uniqueKeys: true });
tally.equal([...parsed.errors, ...parsed.warnings].map(String), [], 'api/openapi.yaml is YAML without faults');
tally.ok(/^3\.1\.\d+$/.test(document.openapi), 'it is OpenAPI 3.1');
for (const field of ['title', 'version', 'license']) tally.ok(document.info[field], `info.${field} is given`);

const used = new Set();
(function walk(node, place) {
  if (node === null || typeof node !== 'object') return;
  if (typeof node.$ref === 'string') {
    used.add(node.$ref);
    tally.ok(resolved(node) !== undefined, `${place}: ${node.$ref} leads somewhere`);
  }
  for (const [key, child] of Object.entries(node)) walk(child, `${place}/${key}`);
})(document, '#');
for (const kind of ['parameters', 'responses', 'requestBodies', 'schemas'])
  for (const name of Object.keys(document.components[kind])) tally.ok(used.has(`#/components/${kind}/${name}`), `components/${kind}/${name} is used`);

tally.equal(byID.size, operations.length, 'every operationId is there once');
const tags = new Set(document.tags.map((each) => each.name));
const shapes = new Set();
for (const operation of operations) {
  const { operationId: id, path, method } = operation;
  const say = (holds, claim) => tally.ok(holds, `${method} ${path} (${id}): ${claim}`);
  say(/^[a-z][A-Za-z]+$/.test(id ?? ''), 'has an operationId');
  say(operation.summary?.length > 0, 'has a summary');
  say(operation.tags?.length === 1 && tags.has(operation.tags[0]), 'has one known tag');
  const shape = `${method} ${path.replace(/\{\w+\}/g, '{}')}`;
  say(!shapes.has(shape), 'no other path means the same');
  shapes.add(shape);
  say(!path.endsWith('/'), 'has no slash at its end');

  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((each) => each[1]).sort();
  say(JSON.stringify(inPath) === JSON.stringify([...operation.inPath].sort()), 'its path parameters are those of its path');
  for (const parameter of operation.parameters) {
    say(parameter.schema, `the parameter ${parameter.name} has a schema`);
    if (parameter.in === 'path') say(parameter.required === true, `${parameter.name} is required`);
    if (parameter.schema?.default !== undefined) say(validator(parameter.schema)(parameter.schema.default) === '', `the default of ${parameter.name} is valid`);
  }

  const answers = Object.entries(operation.responses ?? {});
  say(answers.some(([status]) => /^2\d\d$/.test(status)), 'documents a success');
  if (operation.inPath.length || operation.body) say(operation.responses.default, 'documents its problems');
  for (const [status, answer] of answers) {
    const whole = resolved(answer);
    say(whole.description, `${status} has a description`);
    for (const [media, { schema }] of Object.entries(whole.content ?? {})) {
      say(schema, `${status} ${media} has a schema`);
      try {
        validator(schema, { strictly: true });
      } catch (error) {
        say(false, `${status} ${media}: ${error.message}`);
      }
    }
    if (status === '204') say(!whole.content, '204 has no body');
  }

  if (operation.body) {
    say(operation.body.required === true, 'its body is required');
    say(method !== 'GET' && method !== 'DELETE', 'a body goes with its method');
  }
  if (operation.bodySchema) {
    if (method !== 'PATCH') say(operation.example, 'has an example of its body');
    const check = validator(operation.bodySchema);
    if (operation.example) {
      const fault = check(operation.example);
      say(fault === '', `its example is valid ${fault}`);
    }
  }
}
process.exit(tally.close('contract lint'));
