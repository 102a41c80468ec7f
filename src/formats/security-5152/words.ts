import type { BlockedFact } from '../../events/side/blocked.js';

/** `%%14592` of the event, and the word that Windows shows for it. */
const DIRECTIONS: Readonly<Record<string, BlockedFact['direction']>> = {
  '%%14592': 'in',
  '%%14593': 'out',
  '%%14594': 'forward',
  inbound: 'in',
  outbound: 'out',
  forward: 'forward',
  eingehend: 'in',
  ausgehend: 'out',
  entrant: 'in',
  sortant: 'out',
  entrada: 'in',
  salida: 'out',
  'in entrata': 'in',
  'in uscita': 'out',
  受信: 'in',
  送信: 'out',
  入站: 'in',
  出站: 'out',
};

/** Null for a word of a language that is not in the table: ends are matched both ways, so nothing is lost. */
export function directionOf(printed: string): BlockedFact['direction'] {
  return DIRECTIONS[printed.trim().toLowerCase()] ?? null;
}

/** Names of layers behind their codes, as Windows prints them in messages. */
const LAYERS: Readonly<Record<string, string>> = {
  '%%14596': 'IP Packet',
  '%%14597': 'Transport',
  '%%14598': 'Forward',
  '%%14599': 'Stream',
  '%%14600': 'Datagram Data',
  '%%14601': 'ICMP Error',
  '%%14602': 'MAC 802.3',
  '%%14603': 'MAC Native',
  '%%14604': 'vSwitch',
  '%%14608': 'Resource Assignment',
  '%%14609': 'Listen',
  '%%14610': 'Receive/Accept',
  '%%14611': 'Connect',
  '%%14612': 'Flow Established',
  '%%14614': 'Resource Release',
  '%%14615': 'Endpoint Closure',
  '%%14616': 'Connect Redirect',
  '%%14617': 'Bind Redirect',
  '%%14624': 'Stream Packet',
};

export function layerWordOf(printed: string): string {
  return LAYERS[printed.trim()] ?? printed.trim();
}
