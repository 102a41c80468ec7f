import { SELECTED } from './rows/selected-groups.js';

/** Groups of fields with `data-filters="<table id>"` show the row groups that match all of their fields. */
export function enhanceFilters(root: Document): void {
  for (const tools of root.querySelectorAll<HTMLElement>('[data-filters]')) {
    const table = root.getElementById(tools.dataset['filters'] ?? '');
    if (table instanceof HTMLTableElement) makeFilter(root, tools, table);
  }
}

function makeFilter(root: Document, tools: HTMLElement, table: HTMLTableElement): void {
  const groups = [...table.tBodies].map((group) => ({
    group,
    text: (group.textContent ?? '').toLowerCase(),
  }));
  const output = tools.querySelector('output');
  const apply = () => {
    const words = (field(tools, 'text')?.value ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const needsDrops = field(tools, 'drops')?.checked === true;
    const needsUnicast = field(tools, 'unicast')?.checked === true;
    let shown = 0;
    for (const { group, text } of groups) {
      const matches =
        words.every((word) => text.includes(word)) &&
        !('outside' in group.dataset) &&
        (!needsDrops || group.dataset['drops'] === 'yes') &&
        (!needsUnicast || group.dataset['multicast'] === 'no');
      group.hidden = !matches;
      if (matches) shown += 1;
    }
    if (output !== null) output.textContent = `${shown} of ${groups.length} shown`;
  };
  tools.addEventListener('input', apply);
  // Row groups outside of the selection are marked by then.
  root.addEventListener(SELECTED, apply);
  tools.hidden = false;
  apply();
}

function field(tools: HTMLElement, name: string): HTMLInputElement | null {
  return tools.querySelector(`input[name="${name}"]`);
}
