/** Ends of the drop with this number; documentation addresses. */
function endsOf(index: number) {
  return { source: `198.51.100.${1 + (index % 250)}`, port: 20_000 + index };
}

const HOST = '203.0.113.10';
/** Components that the collection's `pktmon list` names; the trace itself does not. */
const COMPONENTS = [104, 80, 9];

/** A capture of packets that filters dropped; without a list of components, so that names come from beside it. */
export function traceOf(drops: number): string {
  return Array.from({ length: Math.max(1, drops) }, (_, index) => {
    const { source, port } = endsOf(index);
    const head = `[00]0000.0000::2026-03-02 09:15:01.${String(index).padStart(6, '0')}000 [Microsoft-Windows-PktMon]`;
    const facts = `PktGroupId ${index + 1}, PktNumber 1, Appearance 0, Direction Rx , Type IP , Component ${COMPONENTS[index % 3]}, Edge 1, Filter 0`;
    return (
      `${head} Drop: ${facts}, DropReason INET: inspection drop , DropLocation 0xE000460A, OriginalSize 52, LoggedSize 52 \n` +
      `\tip: ${source}.${port} > ${HOST}.445: Flags [S], seq 1, win 64240, length 0\n`
    );
  }).join('');
}

/** A Security event 5152 for each filter, of the drops of `traceOf`. */
export function eventsNaming(filterIds: readonly string[]): string {
  return filterIds
    .map((id, index) => {
      const { source, port } = endsOf(index);
      const event = {
        EventID: 5152,
        SourceName: 'Microsoft-Windows-Security-Auditing',
        TimeCreated: '2026-03-02T09:15:01.000Z',
        ProcessId: '4',
        Application: 'System',
        Direction: '%%14592',
        SourceAddress: source,
        SourcePort: String(port),
        DestAddress: HOST,
        DestPort: '445',
        Protocol: '6',
        FilterRTID: id,
      };
      return `${JSON.stringify(event)}\n`;
    })
    .join('');
}
