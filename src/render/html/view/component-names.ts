import type { Case } from '../../../aggregate/case.js';
import { visibleText } from '../../visible-text.js';

/** Names a component for people: `tcpip.sys, TCP/IPv4 - L3/L4`; null when the log has no name for it. */
export type ComponentName = (input: number, id: number) => string | null;

/** Ids are only valid within one input. */
export function componentNames({ components }: Pick<Case, 'components'>): ComponentName {
  const names = new Map(
    components.map(({ input, id, name, description }) => [
      `${input}:${id}`,
      [name, description].filter((text) => text !== '').join(', '),
    ]),
  );
  return (input, id) => {
    const name = names.get(`${input}:${id}`) ?? '';
    return name === '' ? null : visibleText(name);
  };
}
