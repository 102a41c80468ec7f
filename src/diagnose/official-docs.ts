const LEARN = 'https://learn.microsoft.com';

/** Microsoft's own page on each subject. */
export const PACKET_LOSS = `${LEARN}/troubleshoot/windows-client/networking/diagnose-packet-loss`;
export const TCP_CONNECTIVITY = `${LEARN}/troubleshoot/windows-client/networking/tcp-ip-connectivity-issues-troubleshooting`;
export const PORT_EXHAUSTION = `${LEARN}/troubleshoot/windows-client/networking/tcp-ip-port-exhaustion-troubleshooting`;
export const NEIGHBORS = `${LEARN}/troubleshoot/windows-server/networking/address-resolution-protocol-arp-caching-behavior`;
export const FIREWALL_DROPS = `${LEARN}/windows/security/operating-system-security/network-security/windows-firewall/troubleshooting-uwp-firewall`;
export const STEALTH_MODE = `${LEARN}/troubleshoot/windows-server/networking/disable-stealth-mode`;
export const NETWORK_LAYER_REASONS = `${LEARN}/windows-hardware/drivers/network/network-layer-discard-reasons`;
export const TRANSPORT_LAYER_REASONS = `${LEARN}/windows-hardware/drivers/network/transport-layer-discard-reasons`;
export const ADAPTER_STATISTICS = `${LEARN}/powershell/module/netadapter/get-netadapterstatistics`;
export const VIRTUAL_ADAPTER = `${LEARN}/powershell/module/hyper-v/set-vmnetworkadapter`;
export const SDN = `${LEARN}/windows-server/networking/sdn/troubleshoot/troubleshoot-windows-server-software-defined-networking-stack`;
export const HTTP_ERRORS = `${LEARN}/windows/win32/http/types-of-errors-logged-by-the-http-server-api`;
export const PKTMON = `${LEARN}/windows-server/networking/technologies/pktmon/pktmon`;
