import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { netshLine, onlyEvent, pktmonLine } from './read-lines.js';
import { comparable, leaves } from './said-by.js';
import { type Maps, type Template, templateValue } from './template-values.js';

/** The templates of the message tables of Windows stand beside the project; without them this is skipped by name. */
const TEMPLATES = path.resolve(import.meta.dirname, '../../../shared/formats/nettrace-messages.json');
const CATEGORIES = new Set(
  'drop retransmit timeout connect accept close reset congestion window rtt neighbor route port'.split(' '),
);
/** Map values come in turn; lines without a map are tried this often. */
const FEWEST_RUNS = 4;

const shared: { readonly events: Template[]; readonly otherProviders: Template[]; readonly maps: Maps } = existsSync(
  TEMPLATES,
)
  ? JSON.parse(readFileSync(TEMPLATES, 'utf8'))
  : { events: [], otherProviders: [], maps: {} };

const wanted = [...shared.events, ...shared.otherProviders]
  .filter(({ category, fields }) => CATEGORIES.has(category) && fields !== undefined)
  .flatMap((event) =>
    [event.template, ...(event.textVariants ?? []).map(({ template }) => template)].map((template) => ({
      ...event,
      template,
    })),
  );

describe.skipIf(wanted.length === 0)('each template of ../shared/formats/nettrace-messages.json is one event', () => {
  test.each(
    wanted.map((event) => ({ name: `${event.id} v${event.versions.join()} ${event.template.slice(0, 50)}`, event })),
  )('$name', ({ event }) => {
    const sizes = (event.fields ?? []).map(({ map }) => Object.keys(shared.maps[map ?? '']?.values ?? {}).length);
    for (let run = 0; run < Math.max(FEWEST_RUNS, ...sizes); run++) {
      for (const dialect of ['netsh', 'pktmon'] as const) expectEvent(event, run, dialect);
    }
  });
});

function expectEvent(event: Template, run: number, dialect: 'netsh' | 'pktmon'): void {
  const values = (event.fields ?? []).map((_, i) => templateValue(event, i, run, shared.maps));
  const text = event.template.replaceAll(/%(%|\d+)/g, (_, n: string) =>
    n === '%' ? '%' : (values[Number(n) - 1]?.[dialect] ?? ''),
  );
  const lines = (dialect === 'netsh' ? netshLine(text) : pktmonLine(text)).split('\n');
  const said = leaves(onlyEvent(lines));
  for (const [, n] of event.template.replaceAll('%%', '').matchAll(/%(\d+)/g)) {
    const { meanings = [], isPart = false } = values[Number(n) - 1] ?? {};
    const isSaid = (meaning: string): boolean =>
      isPart ? said.some((leaf) => leaf.includes(meaning)) : said.includes(meaning);
    if (meanings.length > 0 && !meanings.some((meaning) => isSaid(comparable(meaning)))) {
      expect.fail(`${event.fields?.[Number(n) - 1]?.name} is not in the event of:\n${text}\n${said.join(' | ')}`);
    }
  }
}
