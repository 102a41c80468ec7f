import moo from 'moo';
import { lazy } from '../../base/lazy.js';
import { openings, phrases } from '../../generated/grammar/nettrace-messages-phrases.js';
import { metadataToken } from '../pktmon-text/stamp-tokens.js';
import { phrasePattern } from './phrase-pattern.js';

/** The opening of event 1325 before build 15063. */
const IP = 'IP: ';
/** Up to two parentheses inside a value: `5(ACK Invalid (subreason 0) (invalid ACK in SYN_SENT state))`. */
const INSIDE = String.raw`(?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*`;

/**
 * Tokens of a message: the fixed text between two values is one token (a phrase, from grammar/nettrace-messages.txt), and
 * each value is one. Several blanks were made one before.
 *
 *     TCP: Connection 0xFFFFA98C1E2D4050 0(RetransmitTimer) timer has expired.
 *     |phrase--------||hex-------------| |named-----------| |phrase---------|
 *
 * A message that does not begin with a known phrase is one token, whatever its length: most messages cost no more.
 */
export const messageLexer = lazy(() => {
  const kinds: ReadonlyMap<string, string> = new Map(phrases.map(([text, kind]) => [text, kind]));
  const kindOfPhrase = (text: string): string => kinds.get(text) ?? 'other';
  const phrasesThatAre = (wanted: 'strong' | 'weak'): RegExp =>
    phrasePattern(phrases.filter(([, , strength]) => strength === wanted).map(([text]) => text));
  return moo.states({
    opening: {
      ws: /[ \t]+/,
      metadata: metadataToken,
      phrase: { match: phrasePattern(openings.filter((text) => text !== IP)), type: kindOfPhrase, next: 'body' },
      // `IP: Sending neighbor solicitation on Interface = 12 …`: every other message of IP begins with these four characters too.
      discovery: { match: /IP: (?=[^\n]{1,100}? on Interface = )/, type: () => kindOfPhrase(IP), next: 'body' },
      icmp: { match: /\d+\(ICMP(?:V6)?\)|ICMP(?:V6)?(?= ?:)/, next: 'body' },
      unknown: /[^\n]+/,
    },
    body: {
      // A full stop at the end is no token, nor is the backslash with which 1352 and 1477 break their lines.
      ws: [/[ \t]+/, /\.+[ \t]*$/, /\\(?= |$)/],
      phrase: { match: phrasesThatAre('strong'), type: kindOfPhrase },
      // A field that is not known: `, NewField =`. Its comma must not be taken for a weak phrase.
      label: /[,.;] ?[A-Z][\w-]*(?: [\w-]+){0,3} ?=/,
      status: new RegExp(String.raw`0x[0-9A-Fa-f]+\((?:NT|WIN)=${INSIDE}\)`),
      ignoreIp4: /6\(\(Ignore IPv4 address\), IPv6 address =\)|\(Ignore IPv4 address\), IPv6 address =/,
      useIp4: /4\( ?\)/,
      named: new RegExp(String.raw`\d+\(${INSIDE}\)`),
      weakPhrase: { match: phrasesThatAre('weak'), type: kindOfPhrase },
      hex: /0x[0-9A-Fa-f]*/,
      ip4: /\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?!\w)/,
      clock: /\d{1,2}:\d{1,2}:\d{1,2}(?![\w:])/,
      // A bare IPv6 address never ends in a single colon: that belongs to the message.
      ip6: [
        /\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%\w+)?\](?::\d{1,5})?/,
        /(?=[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:)[0-9A-Fa-f:]*(?:[0-9A-Fa-f]|::)(?:(?:\.\d{1,3}){3})?(?:%\w+)?(?!\w)/,
      ],
      number: /-?\d+(?!\w)/,
      slash: /\/(?=\d)/,
      // A name of the map of protocols has blanks and parentheses.
      word: [/Unknown \(Header corrupt \/ not parsed\)/, /[^\s,.;:()=[\]{}/]+/],
      punctuation: /[^\n]/,
    },
  });
});
