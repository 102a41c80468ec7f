import { sideOf } from '../../knowledge/category.js';
import { findNtStatus } from '../../knowledge/ntstatus.js';
import { connectionTest } from '../commands.js';
import { connectionRule } from '../connection-rule.js';
import type { ConnectionView } from '../connection-view.js';
import { lifeEvidence } from '../conversation-facts.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';
import { counted, listed, shortName } from '../words.js';

export const failedConnect: Rule = connectionRule({
  id: 'failed-connect',
  title: 'No connect fails for another reason',
  trigger: 'Connects that the stack fails with a status or reason for which there is no rule of its own, by status.',
  meaning: 'The stack states that a connect failed, and with which status. Its table says what it means.',
  category: 'application',
  side: 'undecided',
  claims: ({ handshake }) => handshake?.outcome === 'failed',
  canTell: ({ sources }) => sources.some(({ source }) => source === 'stated'),
  missing: 'Only the stack itself (NetTrace) states why a connect fails.',
  cause: ({ status, statusText }) => status ?? statusText,
  finding,
});

function finding(views: readonly ConnectionView[]): RuleFinding {
  const first = views[0]!;
  const known = first.status === null ? null : findNtStatus(first.status);
  const side = known === null ? 'neither' : sideOf(known.category);
  const name = known?.name ?? (shortName(first.statusText) || 'no status');
  return findingOf({
    id: 'failed-connect',
    severity: 'suspect',
    side: side === 'neither' ? 'undecided' : side,
    category: known?.category ?? 'unknown',
    confidence: known === null ? 'low' : 'medium',
    title: `${counted(views.length, 'connect')} to ${listed(views.map(({ connection }) => connection.remote))} failed with ${name}${known === null ? ', which points to no single cause' : ''}`,
    explanation:
      known === null
        ? 'The stack gave up the connect with a reason that no table explains.'
        : `${known.meaning} ${known.cause}${known.winsock === null ? '' : ` A program sees error ${known.winsock}.`}`,
    ...affectedByConnections(views, () => 0, lifeEvidence),
    next: [...(known === null || known.next === 'None' ? [] : [known.next]), connectionTest(first.remote)],
    doc: TCP_CONNECTIVITY,
  });
}
