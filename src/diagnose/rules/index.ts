import type { Rule } from '../rule.js';
import { absorbedPacket } from './absorbed-packet.js';
import { adapterDiscards } from './adapter-discards.js';
import { adapterState } from './adapter-state.js';
import { auditedBlock } from './audited-block.js';
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
import { refusedConnection } from './refused-connection.js';
import { unreachableDestination } from './unreachable-destination.js';
import { mtuBlackHole } from './mtu-black-hole.js';
import { silentListener } from './silent-listener.js';
import { halfOpenHandshake } from './half-open-handshake.js';
import { portExhaustion } from './port-exhaustion.js';
import { cancelledConnect } from './cancelled-connect.js';
import { unansweredHandshake } from './unanswered-handshake.js';
import { failedConnect } from './failed-connect.js';
import { idleSessionLoss } from './idle-session-loss.js';
import { retransmissionLimit } from './retransmission-limit.js';
import { middleboxReset } from './middlebox-reset.js';
import { lostSessionReset } from './lost-session-reset.js';
import { applicationReset } from './application-reset.js';
import { pathLoss } from './path-loss.js';
import { delayedHandshake } from './delayed-handshake.js';
import { zeroWindow } from './zero-window.js';
import { reorderedSegments } from './reordered-segments.js';
import { unansweredDns } from './unanswered-dns.js';
import { unansweredEcho } from './unanswered-echo.js';
import { unansweredDatagram } from './unanswered-datagram.js';
import { traceLoss } from './trace-loss.js';
import { captureLimit } from './capture-limit.js';
import { lostGateway } from './lost-gateway.js';
import { duplicateAddress } from './duplicate-address.js';
import { lostInterface } from './lost-interface.js';
import { failedBind } from './failed-bind.js';
import { memoryPressure } from './memory-pressure.js';
import { filterEngineStall } from './filter-engine-stall.js';
import { failedNameResolution } from './failed-name-resolution.js';
import { lostSmbSession } from './lost-smb-session.js';

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
  refusedConnection,
  unreachableDestination,
  mtuBlackHole,
  silentListener,
  halfOpenHandshake,
  portExhaustion,
  cancelledConnect,
  unansweredHandshake,
  failedConnect,
  idleSessionLoss,
  retransmissionLimit,
  middleboxReset,
  lostSessionReset,
  applicationReset,
  pathLoss,
  delayedHandshake,
  zeroWindow,
  reorderedSegments,
  unansweredDns,
  unansweredEcho,
  unansweredDatagram,
  lostGateway,
  duplicateAddress,
  lostInterface,
  failedBind,
  memoryPressure,
  filterEngineStall,
  failedNameResolution,
  lostSmbSession,
  auditedBlock,
  adapterDiscards,
  traceLoss,
  captureLimit,
];
