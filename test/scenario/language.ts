/** Message templates by event id, as PktMon.sys embeds them in the ETL; `%n` in the order of the driver's parameters. */
export interface Templates {
  readonly component: string;
  readonly property: string;
  readonly dropCounters: string;
  readonly flowCounters: string;
  readonly packetFilter: string;
  readonly packet: string;
  readonly drop: string;
  readonly duplicateDrop: string;
  /** Word in front of the detail line of a dropped packet. */
  readonly dropMark: string;
}

export type Language = 'en' | 'de' | 'fr' | 'zh-CN' | 'ko' | 'ja' | 'unknown';

const ENGLISH: Templates = {
  component: 'Component %1, Type %2, Name %3, %4 ',
  property: 'Property: Component %1, %2 = %3 ',
  dropCounters:
    'Drop Counters: Component %1, Direction In = %2, Packets In %3, Bytes In %4, Direction Out = %5, Packets Out %6, Bytes Out %7 ',
  flowCounters:
    'Flow Counters: Component %1, Edge %2, Edge Id %3, Direction In = %4, Packets In %5, Bytes In %6, Direction Out = %7, Packets Out %8, Bytes Out %9 ',
  packetFilter:
    'Packet Filter %1, Name %2, MAC-1 %3, MAC-2 %4, EtherType %5, VlanId %6, IP-1 %7, IP-2 %8, Protocol %9, Port-1 %10, Port-2 %11, TCPFlags %12 ',
  packet:
    'PktGroupId %1, PktNumber %2, Appearance %3, Direction %4, Type %5, Component %6, Edge %7, Filter %8, OriginalSize %11, LoggedSize %12 ',
  drop: 'Drop: PktGroupId %1, PktNumber %2, Appearance %3, Direction %4, Type %5, Component %6, Filter %8, DropReason %9, DropLocation %10, OriginalSize %11, LoggedSize %12 ',
  duplicateDrop:
    'Duplicate Drop: PktGroupId %1, PktNumber %2, Appearance %3, Direction %4, Type %5, Component %6, Filter %8, DropReason %9, DropLocation %10, OriginalSize %11, LoggedSize %12 ',
  dropMark: 'Drop: ',
};

// Seen in a trace of build 26100; the slips (`Bytes eingehend%4`, `ausgehend= %5`) and the umlaut only in drops are Microsoft's.
const GERMAN: Templates = {
  component: 'Komponente %1, Typ %2, Name %3, %4 ',
  property: 'Eigenschaft: Komponente %1, %2 = %3 ',
  dropCounters:
    'Ablageindikatoren: Komponente %1, Richtung eingehend = %2, Pakete eingehend %3, Bytes eingehend%4, Richtung ausgehend= %5, Pakete ausgehend %6, Bytes ausgehend %7 ',
  flowCounters:
    'Flussindikatoren: Komponente %1, Edge %2, Edge-ID %3, Richtung eingehend = %4, Pakete eingehend %5, Bytes eingehend %6, Richtung ausgehend = %7, Pakete ausgehend %8, Bytes ausgehend %9 ',
  packetFilter:
    'Paketfilter %1, Name %2, MAC-1 %3, MAC-2 %4, EtherType %5, VlanId %6, IP-1 %7, IP-2 %8, Protokoll %9, Port-1 %10, Port-2 %11, TCPFlags %12 ',
  packet:
    'PktGroupId %1, PktNumber %2, Darstellung %3, Richtung %4, Typ %5, Komponente %6, Edge %7, Filter %8, OriginalSize %11, LoggedSize %12 ',
  drop: 'Ablegen: PktGroupId %1, PktNumber %2, Darstellung %3, Richtung %4, Typ %5, Komponente %6, Filter %8, DropReason %9, DropLocation %10, Original Größe %11, LoggedSize %12 ',
  duplicateDrop:
    'Doppeltes Ablegen: PktGroupId %1, PktNumber %2, Darstellung %3, Richtung %4, Typ %5, Komponente %6, Filter %8, DropReason %9, DropLocation %10, Original Größe %11, LoggedSize %12 ',
  dropMark: 'Ablegen: ',
};

// Build 26200: U+FF0C between the fields of packets, U+3001 and a fullwidth colon in drops, and other words for two labels.
const CHINESE: Templates = {
  component: '组件 %1，类型 %2，名称 %3，%4 ',
  property: '属性: 组件 %1，%2 = %3 ',
  dropCounters:
    '丢弃计数器: 组件 %1，传入方向 = %2，传入数据包 %3，传入字节 %4，传出方向 = %5，传出数据包 %6，传出字节 %7 ',
  flowCounters:
    '流计数器: 组件 %1，边缘 %2，边缘 ID %3，传入方向 = %4，传入数据包 %5，传入字节 %6，传出方向 = %7，传出数据包 %8，传出字节 %9 ',
  packetFilter:
    '数据包筛选器 %1，名称 %2，MAC-1 %3，MAC-2 %4，EtherType %5，VlanId %6，IP-1 %7，IP-2 %8，协议 %9，端口-1 %10，端口-2 %11，TCPFlags %12 ',
  packet:
    'PktGroupId %1，PktNumber %2，出现 %3，方向 %4，类型 %5，组件 %6，边缘 %7，筛选器 %8，OriginalSize %11，LoggedSize %12 ',
  drop: '丢弃： PktGroupId %1、PktNumber %2、外观 %3、方向 %4、类型 %5、组件 %6、筛选 %8、DropReason %9、DropLocation %10、OriginalSize %11、LoggedSize %12 ',
  duplicateDrop:
    '重复丢弃： PktGroupId %1、PktNumber %2、外观 %3、方向 %4、类型 %5、组件 %6、筛选 %8、DropReason %9、DropLocation %10、OriginalSize %11、LoggedSize %12 ',
  dropMark: '丢弃： ',
};

// Packets, rundown and filters are known (build 22000, a line of 2026); the words of the drop line are ours.
const KOREAN: Templates = {
  component: '구성 요소 %1, 유형 %2, 이름 %3, %4 ',
  property: '속성: 구성 요소 %1, %2 = %3 ',
  dropCounters:
    '삭제 카운터: 구성 요소 %1, 뱡향 입력 = %2, 수신 패킷 수 %3, 수신 바이트 수 %4, 방향 출력 = %5, 전송 패킷 수 %6, 전송 바이트 수 %7 ',
  flowCounters:
    '흐름 카운터: 구성 요소 %1, 에지 %2, 에지 ID %3, 방향 입력 = %4, 수신 패킷 수 %5, 수신 바이트 수 %6, 방향 출력 = %7, 전송 패킷 수 %8, 전송 바이트 수 %9 ',
  packetFilter:
    '패킷 필터 %1, 이름  %2, MAC-1 %3, MAC-2 %4, EtherType %5, VlanId %6, IP-1 %7, IP-2 %8, 프로토콜 %9, 포트-1 %10, 포트-2 %11, TCPFlags %12 ',
  packet:
    'PktGroupId %1, PktNumber %2, 모양 %3, 방향 %4, 유형 %5, 구성 요소 %6, 에지 %7, 필터 %8, OriginalSize %11, LoggedSize %12 ',
  drop: '삭제: PktGroupId %1, PktNumber %2, 모양 %3, 방향 %4, 유형 %5, 구성 요소 %6, 필터 %8, DropReason %9, DropLocation %10, OriginalSize %11, LoggedSize %12 ',
  duplicateDrop:
    '중복 삭제: PktGroupId %1, PktNumber %2, 모양 %3, 방향 %4, 유형 %5, 구성 요소 %6, 필터 %8, DropReason %9, DropLocation %10, OriginalSize %11, LoggedSize %12 ',
  dropMark: '삭제: ',
};

// Packets and filters are known (lines of 2026, Edge stays English); drops and counters are our words.
const FRENCH: Templates = {
  component: 'Composant %1, Type %2, Nom %3, %4 ',
  property: 'Propriété : Composant %1, %2 = %3 ',
  dropCounters:
    'Compteurs d’abandons : Composant %1, Direction entrante = %2, Paquets entrants %3, Octets entrants %4, Direction sortante = %5, Paquets sortants %6, Octets sortants %7 ',
  flowCounters:
    'Compteurs de flux : Composant %1, Edge %2, ID Edge %3, Direction entrante = %4, Paquets entrants %5, Octets entrants %6, Direction sortante = %7, Paquets sortants %8, Octets sortants %9 ',
  packetFilter:
    'Filtre de paquet %1, Nom %2, MAC-1 %3, MAC-2 %4, EtherType %5, VlanId %6, IP-1 %7, IP-2 %8, Protocole %9, Port-1 %10, Port-2 %11, TCPFlags %12 ',
  packet:
    'PktGroupId %1, PktNumber %2, Apparence %3, Direction %4, Type %5, Composant %6, Edge %7, Filtre %8, OriginalSize %11, LoggedSize %12 ',
  drop: 'Abandon : PktGroupId %1, PktNumber %2, Apparence %3, Direction %4, Type %5, Composant %6, Filtre %8, DropReason %9, DropLocation %10, OriginalSize %11, LoggedSize %12 ',
  duplicateDrop:
    'Abandon en double : PktGroupId %1, PktNumber %2, Apparence %3, Direction %4, Type %5, Composant %6, Filtre %8, DropReason %9, DropLocation %10, OriginalSize %11, LoggedSize %12 ',
  dropMark: 'Abandon : ',
};

// The drop line is known from one quotation (ideographic comma, five labels); the rest are our words.
const JAPANESE: Templates = {
  component: 'コンポーネント %1、種類 %2、名前 %3、%4 ',
  property: 'プロパティ: コンポーネント %1、%2 = %3 ',
  dropCounters:
    'ドロップ カウンター: コンポーネント %1、受信方向 = %2、受信パケット %3、受信バイト %4、送信方向 = %5、送信パケット %6、送信バイト %7 ',
  flowCounters:
    'フロー カウンター: コンポーネント %1、エッジ %2、エッジ ID %3、受信方向 = %4、受信パケット %5、受信バイト %6、送信方向 = %7、送信パケット %8、送信バイト %9 ',
  packetFilter:
    'パケット フィルター %1、名前 %2、MAC-1 %3、MAC-2 %4、EtherType %5、VlanId %6、IP-1 %7、IP-2 %8、プロトコル %9、ポート-1 %10、ポート-2 %11、TCPFlags %12 ',
  packet:
    'PktGroupId %1、PktNumber %2、外観 %3、方向 %4、種類 %5、コンポーネント %6、エッジ %7、フィルター %8、OriginalSize %11、LoggedSize %12 ',
  drop: 'ドロップ: PktGroupId %1、PktNumber %2、外観 %3、方向 %4、種類 %5、コンポーネント %6、フィルター %8、DropReason %9、DropLocation %10、OriginalSize %11、LoggedSize %12 ',
  duplicateDrop:
    '重複ドロップ: PktGroupId %1、PktNumber %2、外観 %3、方向 %4、種類 %5、コンポーネント %6、フィルター %8、DropReason %9、DropLocation %10、OriginalSize %11、LoggedSize %12 ',
  dropMark: 'ドロップ: ',
};

// A language that no table has: only position and shape can tell the fields. Two labels have a blank inside.
const INVENTED: Templates = {
  component: 'Osapala %1, Laji %2, Nimo %3, %4 ',
  property: 'Seikka: Osapala %1, %2 = %3 ',
  dropCounters:
    'Hylky laskut: Osapala %1, Suunta sis = %2, Paketit sis %3, Tavut sis %4, Suunta ulos = %5, Paketit ulos %6, Tavut ulos %7 ',
  flowCounters:
    'Virta laskut: Osapala %1, Reunus %2, Reunus Nro %3, Suunta sis = %4, Paketit sis %5, Tavut sis %6, Suunta ulos = %7, Paketit ulos %8, Tavut ulos %9 ',
  packetFilter:
    'Paketti siivilä %1, Nimo %2, MAC-1 %3, MAC-2 %4, EtherType %5, VlanId %6, IP-1 %7, IP-2 %8, Yhteyslaji %9, Portti-1 %10, Portti-2 %11, TCPFlags %12 ',
  packet:
    'PktGroupId %1, PktNumber %2, Näkymä nro %3, Suunta %4, Laji %5, Osapala %6, Reunus %7, Siivilä %8, OriginalSize %11, LoggedSize %12 ',
  drop: 'Hylky: PktGroupId %1, PktNumber %2, Näkymä nro %3, Suunta %4, Laji %5, Osapala %6, Siivilä %8, DropReason %9, DropLocation %10, Koko alun %11, LoggedSize %12 ',
  duplicateDrop:
    'Toinen Hylky: PktGroupId %1, PktNumber %2, Näkymä nro %3, Suunta %4, Laji %5, Osapala %6, Siivilä %8, DropReason %9, DropLocation %10, Koko alun %11, LoggedSize %12 ',
  dropMark: 'Hylky: ',
};

/** Templates of a language; every one ends with the blank that stands for the CRLF of the driver's text. */
export const TEMPLATES: Readonly<Record<Language, Templates>> = {
  en: ENGLISH,
  de: GERMAN,
  fr: FRENCH,
  'zh-CN': CHINESE,
  ko: KOREAN,
  ja: JAPANESE,
  unknown: INVENTED,
};

/** Puts `values[0]` in place of `%1` and so on. Values of a value map carry their own trailing blank (`Rx `). */
export function fillTemplate(template: string, values: readonly (string | number | bigint)[]): string {
  return template.replace(/%(\d+)/g, (_, n: string) => String(values[Number(n) - 1] ?? ''));
}
