import type { Case, DropGroup } from '../../aggregate/case.js';
import { dropRule } from '../drop-rule.js';
import { confidenceOf, severityOf } from '../drop-severity.js';
import { dropperWords, packetWords, pathSuffix, reasonWords } from '../drop-words.js';
import { affectedByDrops, findingOf } from '../finding.js';
import { HTTP_ERRORS } from '../official-docs.js';
import type { Rule, RuleFinding } from '../rule.js';

/** Reasons of the HTTP server driver (http.sys). */
const FIRST_HTTP_CODE = 3000;
const LAST_HTTP_CODE = 4000;

export const httpRejection: Rule = dropRule({
  id: 'http-rejection',
  title: 'The HTTP server driver accepts requests',
  trigger: 'Requests that http.sys refused (reasons 3000 to 4000), by reason.',
  meaning:
    'The request arrived complete and the HTTP server driver refused or ended it: an error of the request or of the server, not of the network.',
  category: 'application',
  side: 'local',
  claims: ({ code, verdict, noise }) =>
    verdict !== 'benign' && !noise && code !== null && code >= FIRST_HTTP_CODE && code <= LAST_HTTP_CODE,
  cause: ({ code }) => String(code),
  finding,
});

function finding(groups: readonly DropGroup[], aggregate: Case): RuleFinding {
  return findingOf({
    id: 'http-rejection',
    severity: severityOf(groups),
    side: 'local',
    category: groups[0]?.category ?? 'application',
    confidence: confidenceOf(groups),
    isLoss: false,
    title: `http.sys refused ${packetWords(groups)}: ${reasonWords(groups)}${pathSuffix(groups)}`,
    explanation: `The HTTP server driver of this host (used by IIS, WinRM and many services) got the request and refused it. ${dropperWords(groups, aggregate)}`,
    ...affectedByDrops(groups),
    next: [
      'Get-Content -Tail 50 C:\\Windows\\System32\\LogFiles\\HTTPERR\\httperr*.log   (the same requests with their reason)',
      'netsh http show servicestate',
      'netsh http show urlacl',
    ],
    notConfused: 'Not a packet loss: the request had arrived.',
    doc: HTTP_ERRORS,
  });
}
