import { findingOf } from '../finding.js';
import { PORT_EXHAUSTION } from '../official-docs.js';
import type { Rule } from '../rule.js';
import { affectedByEvents, eventRule, timesOf } from '../stated-events.js';
import { counted, listed, shortName } from '../words.js';

/** That is `port-exhaustion`. */
const NO_PORT_LEFT = /STATUS_TOO_MANY_ADDRESSES|0xC0000209/i;

export const failedBind: Rule = eventRule({
  id: 'failed-bind',
  title: 'Programs get the ports they ask for',
  trigger:
    'Events of the stack: a bind failed (1005 to 1007, 1393 to 1395, 1470, 1471) or ports could not be reserved (1053).',
  meaning:
    'A program wanted a local address and port and did not get it: another program has it, it is reserved, or a filter refuses it. The service then does not listen.',
  category: 'application',
  side: 'local',
  findings({ ports }) {
    const failed = ports.filter(
      ({ what, status }) => (what === 'bind-failed' || what === 'reserve-failed') && !NO_PORT_LEFT.test(status ?? ''),
    );
    if (failed.length === 0) return [];
    const places = listed(failed.map(({ local }) => shortName(local ?? '')));
    const statuses = listed(failed.map(({ status, cause }) => shortName(status ?? cause ?? '')));
    return [
      findingOf({
        id: 'failed-bind',
        severity: 'suspect',
        side: 'local',
        category: 'application',
        confidence: 'high',
        isLoss: false,
        title: `${counted(timesOf(failed), 'bind')} failed on this host${places === '' ? '' : ` for ${places}`}${statuses === '' ? '' : `: ${statuses}`}`,
        explanation:
          'STATUS_SHARING_VIOLATION and STATUS_ADDRESS_ALREADY_EXISTS mean that another socket has the port, STATUS_ACCESS_DENIED that it is reserved or that a filter refuses. Clients of that service are refused or get no answer.',
        ...affectedByEvents(failed),
        next: [
          'netstat -anob   (which program has the port?)',
          'netsh int ipv4 show excludedportrange protocol=tcp',
          'netsh int ipv4 show dynamicport tcp   (49152 to 65535 is the default; services belong below)',
        ],
        notConfused: 'Not the network: the program could not open its socket.',
        doc: PORT_EXHAUSTION,
      }),
    ];
  },
});
