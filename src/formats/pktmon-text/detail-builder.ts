import type { IpHeader, LinkHeader, PacketHeader } from '../../events/packet.js';
import type { Match } from '../../parse/match.js';
import type { Plan } from '../../parse/plan.js';
import { FlowTable } from './flow-table.js';
import { LinkTable } from './link-table.js';
import { PacketLayout, type SharedParts } from './packet-layout.js';

/** What one detail line says: a packet, or only the first line of one that goes on (`--verbose`). */
export interface DetailLine {
  readonly packet: PacketHeader | null;
  readonly link: LinkHeader | null;
  readonly ip: IpHeader | null;
  /** The inner packet of a tunnel follows on the next line. */
  readonly opensTunnel: boolean;
}

/** As many as the parser keeps shapes. */
const MAXIMUM_LAYOUTS = 20_000;

/** Makes the typed packet of one detail line from its match (record `detail`). */
export class DetailBuilder {
  readonly #layouts = new Map<Plan, PacketLayout>();
  readonly #shared: SharedParts = { flows: new FlowTable(), links: new LinkTable() };

  build(match: Match): DetailLine {
    const layout = this.#layoutOf(match.plan);
    const link = layout.link(match);
    const ip = layout.ip(match);
    if (!layout.hasPacket) return { packet: null, link, ip, opensTunnel: false };
    const packet = layout.packet(match, link, ip);
    return { packet, link, ip, opensTunnel: packet.info.startsWith('VXLAN') || packet.info.startsWith('Geneve') };
  }

  #layoutOf(plan: Plan): PacketLayout {
    let layout = this.#layouts.get(plan);
    if (layout === undefined) {
      layout = new PacketLayout(plan, '', this.#shared);
      if (this.#layouts.size < MAXIMUM_LAYOUTS) this.#layouts.set(plan, layout);
    }
    return layout;
  }
}
