import type { JourneyStep, PacketJourney } from '../../aggregate/journey/packet-journey.js';
import type { Clock } from '../clock.js';
import { locationCode } from './location-code.js';

/** The ways of some packets through the components; null when packet lines were not followed. */
export function jsonPacketJourneys(journeys: readonly PacketJourney[] | undefined, clock: Clock) {
  return journeys?.map((journey) => jsonJourney(journey, clock)) ?? null;
}

function jsonJourney(journey: PacketJourney, clock: Clock) {
  const { why, verdict, identity, protocol, source, destination, packet, steps, stepsNotKept } = journey;
  return {
    why,
    verdict,
    identity,
    protocol,
    source,
    destination,
    packet,
    steps: steps.map((step) => jsonStep(step, clock)),
    stepsNotKept,
  };
}

function jsonStep({ at, input, line, component, edge, direction, copy, reason, location }: JourneyStep, clock: Clock) {
  return {
    at: clock.iso(at),
    input,
    line,
    component,
    edge,
    direction,
    copy,
    reason,
    location: location === null ? null : locationCode(location),
  };
}
