import type { Rule } from '../rule.js';
import { absorbedPacket } from './absorbed-packet.js';
import { adapterState } from './adapter-state.js';
import { changedTcpHeader } from './changed-tcp-header.js';
import { discoveryNoise } from './discovery-noise.js';
import { firewallInbound } from './firewall-inbound.js';
import { firewallOutbound } from './firewall-outbound.js';
import { forgottenSession } from './forgotten-session.js';
import { httpRejection } from './http-rejection.js';
import { invalidPacket } from './invalid-packet.js';
import { lateReply } from './late-reply.js';
import { listenerOverload } from './listener-overload.js';
import { lowResources } from './low-resources.js';
import { missingListener } from './missing-listener.js';
import { mtuExceeded } from './mtu-exceeded.js';
import { nextHopUnreachable } from './next-hop-unreachable.js';
import { noRoute } from './no-route.js';
import { normalEnding } from './normal-ending.js';
import { remainingDrops } from './remaining-drops.js';
import { spuriousRetransmission } from './spurious-retransmission.js';
import { steeringMismatch } from './steering-mismatch.js';
import { thirdPartyDriver } from './third-party-driver.js';
import { timeWaitCollision } from './time-wait-collision.js';
import { virtualSwitchPolicy } from './virtual-switch-policy.js';
import { vlanMismatch } from './vlan-mismatch.js';

/**
 * Every rule. A dropped packet and a failed connection go to the first rule that claims them: special causes come
 * before general ones, and `remaining-drops` is last of those that claim drops. Findings are ranked afterwards.
 */
export const rules: readonly Rule[] = [
  discoveryNoise,
  thirdPartyDriver,
  nextHopUnreachable,
  lateReply,
  listenerOverload,
  missingListener,
  firewallInbound,
  firewallOutbound,
  noRoute,
  mtuExceeded,
  changedTcpHeader,
  invalidPacket,
  spuriousRetransmission,
  timeWaitCollision,
  forgottenSession,
  steeringMismatch,
  vlanMismatch,
  virtualSwitchPolicy,
  httpRejection,
  lowResources,
  adapterState,
  absorbedPacket,
  normalEnding,
  remainingDrops,
];
