// Words belong into src/i18n, in both languages: fails on text that is written into a component itself.
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'svelte/compiler';

const spoken = new Set(['aria-label', 'label', 'title', 'placeholder', 'alt', 'text', 'hint', 'intro']);
const proper = /^(· )?(Serow|English|中文|SVG|PNG|CSV|GeoJSON|API|Authorization: Bearer …|name@example.org)$/;
let found = 0;

function report(file, source, node, text) {
  const line = source.slice(0, node.start).split('\n').length;
  console.error(`${file}:${line}: “${text.trim()}” is written into the component; put it into src/i18n`);
  found++;
}

function walk(node, file, source) {
  if (node === null || typeof node !== 'object') return;
  if (Array.isArray(node)) return node.forEach((each) => walk(each, file, source));
  if (node.type === 'Text' && /\p{L}{2}/u.test(node.data) && !proper.test(node.data.trim())) report(file, source, node, node.data);
  if (node.type === 'StyleDirective') return;
  if (node.type === 'Attribute') {
    if (!spoken.has(node.name)) return walk(Array.isArray(node.value) ? node.value.filter((each) => each.type !== 'Text') : node.value, file, source);
  }
  for (const [key, child] of Object.entries(node)) if (key !== 'css' && key !== 'instance' && key !== 'module') walk(child, file, source);
}

for (const name of readdirSync('src', { recursive: true })) {
  if (!name.endsWith('.svelte')) continue;
  const file = `src/${name}`;
  const source = readFileSync(file, 'utf8');
  walk(parse(source, { modern: true }).fragment, file, source);
}
process.exit(found ? 1 : 0);
