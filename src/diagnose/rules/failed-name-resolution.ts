import { findingOf } from '../finding.js';
import { PACKET_LOSS } from '../official-docs.js';
import type { Rule } from '../rule.js';
import { affectedByEvents, eventRule, timesOf } from '../stated-events.js';
import { counted, listed, shortName } from '../words.js';

/** Timeouts and failures of servers (1460, 9002, 10060, 11002), in contrast to names that do not exist. */
const SERVER_FAILURE = /time.?out|1460|9002|10060|11002|servfail|server failure/i;

export const failedNameResolution: Rule = eventRule({
  id: 'failed-name-resolution',
  title: 'Names are resolved',
  trigger:
    'Events of name resolution that end with an error; a suspect for timeouts and failing servers, else information.',
  meaning:
    'A program asked for a name and got an error. With a timeout the name servers did not answer; otherwise the name may simply not exist.',
  category: 'application',
  side: 'undecided',
  findings({ applications }) {
    const failed = applications.filter(
      ({ layer, what, status }) =>
        layer === 'name-resolution' && what === 'answered' && status !== null && status !== '',
    );
    if (failed.length === 0) return [];
    const timeouts = failed.filter(({ status }) => SERVER_FAILURE.test(status ?? ''));
    const rows = timeouts.length > 0 ? timeouts : failed;
    return [
      findingOf({
        id: 'failed-name-resolution',
        severity: timeouts.length > 0 ? 'suspect' : 'info',
        side: 'undecided',
        category: 'application',
        confidence: 'medium',
        isLoss: false,
        title: `${counted(timesOf(rows), 'name query', 'name queries')} failed on this host: ${listed(rows.map(({ status }) => shortName(status ?? '')))}`,
        explanation: `Programs asked for ${listed(rows.map(({ name }) => shortName(name ?? ''))) || 'names'} and got an error. ${timeouts.length > 0 ? 'The name servers did not answer in time: look at the DNS packets and at the way to the servers.' : 'A name that does not exist is an answer, too: then nothing is wrong with the network.'}`,
        ...affectedByEvents(rows),
        next: [
          'Get-DnsClientServerAddress | Format-Table InterfaceAlias,ServerAddresses',
          'Resolve-DnsName -Name example.com -DnsOnly   (with the name in question)',
          'ipconfig /displaydns',
        ],
        notConfused: 'Not a refused or lost connection: the program never got as far as to connect.',
        doc: PACKET_LOSS,
      }),
    ];
  },
});
