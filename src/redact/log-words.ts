/**
 * Words that the logs themselves consist of, beside those of the tables in `knowledge/` and of the messages in `grammar/`:
 * they mean no machine and no person, wherever they stand. One word, in lower case, on either side of a blank. To add a word, ask
 * whether somebody could call a machine, a user or a file like that; then it does not belong here.
 */
const ENGLISH_LABELS = `
drop duplicate appearance direction type component edge filter dropreason droplocation originalsize loggedsize pktgroupid
pktnumber pktcount property counters flow packets bytes name packet mac-1 mac-2 ethertype vlanid ip-1 ip-2 protocol port-1
port-2 tcpflags dest src port mac payload httprequestid nbl ndis netcx protocol miniport http message upper lower rx tx in out
ingress egress none ip wifi ethernet id interfaces index ifindex ipifindex compartment physaddress ndismedium miniportifindex
lowerifindex ndisobject vmswitchname vlan address vmsvmnic vmsprotocolnic vmsminiport netvsc vmswitch microsoft pktmon tcpip
gftflowentryid gftoffloadinfo hashinfo hashvalue ieee8021q nrtnameresolutionid switchforwardingdetail tcpipchecksum tcplargesend
tcprecvsegcoalesceinfo tcpsendoffloadssupplementalinfo virtualsubnetinfo ifguid optdatapath lowestifindex vmsextifindex
vmsextminiport netvscvfpp vmsvsp rdmandk xdp
`;

/** As the message tables of other languages word the same labels (German, French, Chinese, Korean, Japanese). */
const OTHER_LABELS = `
ablegen doppeltes darstellung richtung typ komponente original größe eigenschaft ablageindikatoren flussindikatoren eingehend
ausgehend pakete edge-id paketfilter protokoll
abandon apparence composant propriété filtre nom protocole entrante sortante entrants sortants octets paquet paquets compteurs
d’abandons flux de
丢弃 重复丢弃 出现 外观 方向 类型 组件 边缘 筛选器 筛选 属性 名称 丢弃计数器 流计数器 传入方向 传入数据包 传入字节 传出方向 传出数据包
传出字节 数据包筛选器 协议 端口-1 端口-2 以太网 无线
삭제 중복 모양 방향 유형 구성 요소 에지 필터 속성 이름 카운터 흐름 뱡향 입력 출력 수신 전송 패킷 바이트 수 프로토콜 포트-1 포트-2 이더넷
ドロップ 重複ドロップ 外観 方向 種類 コンポーネント エッジ フィルター プロパティ 名前 カウンター フロー 受信方向 受信パケット 受信バイト
送信方向 送信パケット 送信バイト パケット プロトコル ポート-1 ポート-2 イーサネット
`;

/** tcpdump's words, in which pktmon describes packets. */
const TCPDUMP = `
flags seq ack win urg options mss sackok ts val ecr nop eol wscale sack md5 tfo length ip ip6 ipv4 ipv6 arp rarp ethertype
who-has tell is-at request reply icmp icmp6 igmp gre grev0 grev1 udp tcp sctp ip-proto udp-lite echo unreachable destination port
host net protocol need to frag mtu time exceeded in-transit neighbor solicitation advertisement router who has tgt is hbh dstopt
prohibited route admin filter redirect source quench report query multicast listener max resp delay v1 v2 v3 group record tos ttl
offset proto df mf cksum correct incorrect bad opt class hlim next-header flowlabel vlan p dei bssid da sa ra ta cf beacon
probe data qos null llc dsap ssap snap individual command ctrl oui unknown encapsulated vxlan geneve vni flag mtu padding
truncated-ip missing wrong-length too big packet reassembly router-alert
a aaaa ptr srv txt cname soa ns mx any https svcb hinfo naptr ds dnskey rrsig nsec nsec3 caa opt qm qu cache flush nxdomain
servfail refused formerr notimp notauth udpsize dns mdns llmnr nbt ntpv3 ntpv4 ntp client server broadcast symmetric active
bootp dhcp dhcp6 discover offer inform nak release decline hsrpv0 hsrpv1 hsrp vrrp vrrpv2 vrrpv3 eigrp ospf ospfv2 ospfv3 pim pimv2
hello lldp stp snmp syslog tftp ftp smtp http https rtsp sip quic isakmp radius kerberos v5 ldap smb rip ripv2 igmpv3
get post put head delete patch connect trace option warning wide-area response authoritative
`;

/** What messages of the network stack print for numbers. */
const STACK_VALUES = `
true false ipv4 ipv6 icmpv4 icmpv6 tcp udp raw send receive inbound outbound nt win af addressfamily status_success unknown
ntstatus error code ignore network transport layer framing portpool udp tcb pid processseqnum nbl inet af_inet af_inet6
stale incomplete reachable unreachable permanent probe delay alive dead timeout resolve resolved
sacktimer pacingtimer racktimer
`;

/** Words of `(NT=The transport connection was aborted by the local system.)`, which Windows looks up for a status. */
const STATUS_TEXTS = `
the a an and or of on in by to for from with was is are be been not no that this has had it its at as because can cannot could
attempt aborted local remote system refused reset device operation object name already exists address addresses associated
connection connections transport transport-connection virtual circuit closed close disconnected request requests cancelled canceled
insufficient resources exist complete api network location reached process access denied invalid parameter handle file files opened
share flags incompatible host port reachable too many specified given time out period expired semaphore timed i/o i o success
successful completed pending buffer small overflow closed end endpoint
`;

/** Names of adapters, drivers and parts of Windows that every machine has. */
const PRODUCTS = `
microsoft windows hyper-v virtual ethernet adapter adapters switch default miniport wan pppoe pptp l2tp ikev2 sstp ip ipv6 monitor network
networks native wifi wi-fi wireless lan driver drivers lightweight filter filters lwf qos packet scheduler wfp mac layer 802.3
tcp/ip tcp/ipv4 tcp/ipv6 l2 l3 l4 ipsec http tcpip tcpip6 wi-fi direct bluetooth pan loopback kernel debug teredo isatap 6to4 tunneling pseudo-interface
pseudo interface connection controller gigabit gbe pci pcie family usb intel realtek broadcom qualcomm atheros mellanox nvidia marvell killer
lltd lltdio rspndr ndisuio ndiswan ndproxy wanarp wanarpv6 mslldp npcap wsl personal area pci-e delivery optimization
aquantia vmware vmxnet3 virtio red hat multiplexor load balancing failover extension vfp ndis capture protocol bridge nic
`;

/** Folders and files of Windows and of its collectors. */
const FILES = `
pktmon nettrace tss tss_ ms_data packets trace log logs text txt html csv json ndjson md windows system32 drivers temp tmp users public programdata
program files device harddiskvolume system svchost lsass services smss wininit spoolsv ntoskrnl tcpip http
`;

/** What the filter engine calls its own things, and the origins that Windows Firewall has by itself. */
const FILTER_ENGINE = `
fwp_action_block fwp_action_permit fwp_action_callout_terminating fwp_action_callout_unknown fwp_action_callout_inspection
fwp_action_continue wfp built-in sublayer mpssvc firewall hardening stealth query user default quarantine boottime wsh appcontainer uwp
block rule receive accept connect listen transport
`;

export const LOG_WORDS: readonly string[] = [
  ENGLISH_LABELS,
  OTHER_LABELS,
  TCPDUMP,
  STACK_VALUES,
  STATUS_TEXTS,
  PRODUCTS,
  FILTER_ENGINE,
].flatMap((list) => list.split(/\s+/).filter((word) => word !== ''));

/** Only for parts of paths. */
export const FILE_WORDS: readonly string[] = FILES.split(/\s+/).filter((word) => word !== '');

/** Labels of DNS that name a kind of service or a fixed place in the tree, no machine. */
export const SERVICE_LABELS: readonly string[] = `
_tcp _udp _ldap _kerberos _kpasswd _gc _msdcs _sites _http _https _ipp _ipps _printer _pdl-datastream _scanner _smb _ssh _rdp
_workstation _device-info _dns-sd _services _sub _googlecast _spotify-connect _companion-link _airplay _raop _homekit _hap
_sleep-proxy _dosvc _microsoft_mcc _mcc _sip _sips _sipfederationtls _autodiscover _vlmcs _nfs _ftp _matter _matterc _matterd _androidtvremote2
dc gc domains pdc local arpa in-addr ip6 wpad isatap localhost
`
  .split(/\s+/)
  .filter((word) => word !== '');
