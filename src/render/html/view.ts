import { caseClock } from '../clock.js';
import { fileName } from '../evidence-text.js';
import { redactionNote } from '../redaction-note.js';
import type { Report } from '../report.js';
import { shorten, visibleText } from '../visible-text.js';
import { type AssetHashes, policyOf } from './content-policy.js';
import { LOSS_WORD } from '../words.js';
import { appendixView } from './view/appendix-view.js';
import { componentsView } from './view/components-view.js';
import { connectionsView } from './view/connections-view.js';
import { coverageView } from './view/coverage-view.js';
import { eventsView } from './view/events-view.js';
import { findingsView } from './view/findings-view.js';
import { journeysView } from './view/journeys-view.js';
import { networkView } from './view/network-view.js';
import { pageLinks } from './view/page-links.js';
import { sideView } from './view/side-view.js';
import { reasonsView } from './view/reasons-view.js';
import type { Scope } from './view/scope.js';
import { timelineView } from './view/timeline-view.js';
import { verdictView } from './view/verdict-view.js';

export type PageView = ReturnType<typeof pageView>;

/**
 * Everything the templates show, as plain data: texts ready and harmless, every key present, null where there is
 * nothing. The templates decide nothing; they only walk through this.
 */
export function pageView(report: Report, hashes: AssetHashes) {
  const { diagnosis, generator } = report;
  const scope = scopeOf(report);
  const subject = subjectOf(scope.names);
  return {
    title: `${LOSS_WORD[diagnosis.verdict.loss]} - ${subject}`,
    policy: policyOf(hashes),
    subject,
    redaction: redactionNote(report),
    generator: visibleText(`${generator.name} ${generator.version}`),
    verdict: verdictView(scope),
    findings: findingsView(scope),
    timeline: timelineView(scope),
    reasons: reasonsView(scope),
    connections: connectionsView(scope),
    journeys: journeysView(scope),
    events: eventsView(scope),
    network: networkView(scope),
    side: sideView(scope),
    components: componentsView(scope),
    coverage: coverageView(scope),
    appendix: appendixView(scope),
  };
}

/** The report as every section of the page sees it. */
export function scopeOf(report: Report): Scope {
  const { inputs } = report.case;
  return {
    report,
    clock: caseClock(inputs),
    names: inputs.map(({ path }) => visibleText(fileName(path))),
    links: pageLinks(report),
  };
}

const NAMES_IN_TITLE = 3;
/** The bar stays on the screen: a name of kilobytes must not fill it. */
const LONGEST_NAME = 60;

function subjectOf(names: readonly string[]): string {
  if (names.length === 0) return 'no input';
  const more = names.length - NAMES_IN_TITLE;
  const shown = names.slice(0, NAMES_IN_TITLE).map((name) => shorten(name, LONGEST_NAME));
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
