import { connectionRule } from '../connection-rule.js';
import type { ConnectionView } from '../connection-view.js';
import { lifeEvidence, processWords } from '../conversation-facts.js';
import { affectedByConnections, findingOf } from '../finding.js';
import { TCP_CONNECTIVITY } from '../official-docs.js';
import type { Rule, RuleFinding, RuleInput } from '../rule.js';
import { counted, listed } from '../words.js';

export const cancelledConnect: Rule = connectionRule({
  id: 'cancelled-connect',
  title: 'Programs wait for the connections they open',
  trigger: 'Connects that end with STATUS_CANCELLED and nothing else; information only.',
  meaning:
    'The program itself gave up the connect: its own timeout, a closed tab, or a parallel attempt over another address that was faster (Happy Eyeballs).',
  category: 'application',
  side: 'undecided',
  claims: ({ handshake, status }) => handshake?.outcome === 'failed' && status === 'STATUS_CANCELLED',
  canTell: ({ sources }) => sources.some(({ source }) => source === 'stated'),
  missing: 'Only the stack itself (NetTrace) states that a connect was cancelled.',
  cause: () => 'cancelled',
  finding,
});

function finding(views: readonly ConnectionView[], { everyConnection }: RuleInput): RuleFinding {
  const ports = new Set(views.map(({ remote }) => remote.port));
  const sibling = everyConnection.some(
    ({ handshake, remote }) => handshake?.outcome === 'established' && ports.has(remote.port),
  );
  const owner = processWords(views);
  return findingOf({
    id: 'cancelled-connect',
    severity: 'info',
    side: 'undecided',
    category: 'application',
    confidence: 'medium',
    isLoss: false,
    title: `${counted(views.length, 'connect')} cancelled by the program itself (${listed(views.map(({ connection }) => connection.remote))})${owner === '' ? '' : `, ${owner}`}`,
    explanation: `STATUS_CANCELLED is no answer of the network: the program withdrew the connect. ${sibling ? 'A connection to the same port succeeded in this capture, so it was probably the slower of two parallel attempts (IPv4 and IPv6), which is normal.' : 'No connection to the same port succeeded in this capture: the program may have had a short timeout of its own.'}`,
    ...affectedByConnections(views, () => 0, lifeEvidence),
    next: ['Compare with the timeout of the program; Windows itself waits about 21 s for an answer to a SYN.'],
    notConfused: 'Not a refusal and not a timeout of Windows: those have a status of their own.',
    doc: TCP_CONNECTIVITY,
  });
}
