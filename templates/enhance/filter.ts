/** Forms with `data-filters="<table id>"` show the row groups that match all of their fields. */
export function enhanceFilters(root: Document): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-filters]')) {
    const table = root.getElementById(form.dataset['filters'] ?? '');
    if (table instanceof HTMLTableElement) makeFilter(form, table);
  }
}

function makeFilter(form: HTMLFormElement, table: HTMLTableElement): void {
  const groups = [...table.tBodies].map((group) => ({
    group,
    text: (group.textContent ?? '').toLowerCase(),
  }));
  const output = form.querySelector('output');
  const apply = () => {
    const values = new FormData(form);
    const words = String(values.get('text') ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    let shown = 0;
    for (const { group, text } of groups) {
      const matches =
        words.every((word) => text.includes(word)) &&
        (!values.has('drops') || group.dataset['drops'] === 'yes') &&
        (!values.has('unicast') || group.dataset['multicast'] === 'no');
      group.hidden = !matches;
      if (matches) shown += 1;
    }
    if (output !== null) output.textContent = `${shown} of ${groups.length} shown`;
  };
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
  apply();
}
