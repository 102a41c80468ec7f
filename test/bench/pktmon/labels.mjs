// Words and commas of the lines, by language. The Chinese ones are those of build 26200: packets have U+FF0C between their
// fields, drops U+3001, a full-width colon and other words for two labels; values stay English.

/** Label, separator and mark of packet and drop lines, in the order in which they are printed. */
export const LABELS = {
  en: {
    packet: labels(', ', 'Appearance', 'Direction', 'Type', 'Component', 'Edge', 'Filter'),
    drop: { mark: 'Drop: ', ...labels(', ', 'Appearance', 'Direction', 'Type', 'Component', 'Edge', 'Filter') },
    rundown: {
      comma: ', ',
      component: 'Component',
      type: 'Type',
      name: 'Name',
      property: 'Property',
      dropCounters: 'Drop Counters',
      flowCounters: 'Flow Counters',
      edge: 'Edge',
      edgeId: 'Edge Id',
      in: ['Direction In', 'Packets In', 'Bytes In'],
      out: ['Direction Out', 'Packets Out', 'Bytes Out'],
    },
  },
  'zh-CN': {
    packet: labels('，', '出现', '方向', '类型', '组件', '边缘', '筛选器'),
    drop: { mark: '丢弃： ', ...labels('、', '外观', '方向', '类型', '组件', '边缘', '筛选') },
    rundown: {
      comma: '，',
      component: '组件',
      type: '类型',
      name: '名称',
      property: '属性',
      dropCounters: '丢弃计数器',
      flowCounters: '流计数器',
      edge: '边缘',
      edgeId: '边缘 ID',
      in: ['传入方向', '传入数据包', '传入字节'],
      out: ['传出方向', '传出数据包', '传出字节'],
    },
  },
};

function labels(comma, appearance, direction, type, component, edge, filter) {
  return { comma, appearance, direction, type, component, edge, filter };
}
