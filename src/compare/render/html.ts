import { createHash } from 'node:crypto';

import { visibleText } from '../../render/visible-text.js';
import type { Comparison, SideSummary } from '../comparison.js';
import { minutesText } from '../weaknesses.js';
import { type Table, UNCERTAIN_NOTE, comparisonTables, hasUncertain } from './tables.js';

/** No script at all; light, dark and forced colours are those of the reader. */
const STYLE = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; } dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
.caution { border-inline-start: .25rem solid; padding-inline-start: .75rem; list-style: none; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; min-width: 36rem; }
th, td { text-align: start; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid; }
td:nth-child(2) { overflow-wrap: anywhere; }
td:first-child { font-weight: 600; white-space: nowrap; }
`;

/** A comparison as one HTML file: no request, no script. Every text is escaped where it enters the page. */
export function renderComparisonHtml(comparison: Comparison): string {
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  const { good, bad, weaknesses } = comparison;
  const body = [
    `<h1>${escaped(comparison.sentence)}</h1>`,
    comparison.redacted ? '<p>Redacted: addresses and names are pseudonyms.</p>' : '',
    `<dl>${sideItems('Good', good)}${sideItems('Bad', bad)}</dl>`,
    weaknesses.length === 0
      ? ''
      : `<ul class="caution">${weaknesses.map((sentence) => `<li>${escaped(sentence)}</li>`).join('')}</ul>`,
    ...comparisonTables(comparison).map(tableSection),
    hasUncertain(comparison) ? `<p>${escaped(UNCERTAIN_NOTE)}</p>` : '',
  ];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Good and bad compared - etlreport</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body.filter((part) => part !== '').join('\n')}
</main>
<footer><p>Written by ${escaped(`${comparison.generator.name} ${comparison.generator.version}`)}.</p></footer>
</body>
</html>
`;
}

function sideItems(name: string, { inputs, minutes, verdict }: SideSummary): string {
  const time = minutes === null ? 'no times' : minutesText(minutes);
  return `<dt>${name}</dt><dd>${escaped(inputs.join(', '))}; ${escaped(time)}<br>${escaped(verdict)}</dd>`;
}

function tableSection({ title, headings, rows, rest }: Table): string {
  const note = rest === '' ? '' : `<p>${escaped(rest)}.</p>`;
  if (rows.length === 0) return `<h2>${escaped(title)}</h2><p>No difference.</p>${note}`;
  const head = headings.map((text) => `<th scope="col">${escaped(text)}</th>`).join('');
  const lines = rows.map((row) => `<tr>${row.map((text) => `<td>${escaped(text)}</td>`).join('')}</tr>`).join('\n');
  return `<h2>${escaped(title)}</h2>
<div class="wide" tabindex="0" role="region" aria-label="${escaped(title)}"><table><thead><tr>${head}</tr></thead><tbody>
${lines}
</tbody></table></div>${note}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
