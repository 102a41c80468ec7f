/**
 * A link to something folded opens it, and the folded part of what it points to; so does an address with such a fragment,
 * also from disk. Then the place is scrolled to and has the focus, so that the keyboard goes on from there.
 */
export function enhanceLinks(root: Document): void {
  const visit = () => {
    const target = targetOf(root);
    if (target !== null) show(target);
  };
  addEventListener('hashchange', visit);
  // A second click on a link to where the address points already changes no address.
  root.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (link !== null && link.getAttribute('href') === location.hash) visit();
  });
  visit();
  // The browser goes to the fragment itself when the page has loaded, and takes the focus away from what it cannot focus.
  addEventListener('load', visit);
}

function targetOf(root: Document): HTMLElement | null {
  try {
    return root.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    // `%` alone is no encoding.
    return null;
  }
}

function show(target: HTMLElement): void {
  // What a filter or the selection hid was asked for by name.
  for (let part: HTMLElement | null = target; part !== null; part = part.parentElement) {
    if (part.matches('tbody[hidden]')) part.hidden = false;
    delete part.dataset['outside'];
    if (part instanceof HTMLDetailsElement) part.open = true;
  }
  const fold = target.matches('tbody, article') ? target.querySelector('details') : null;
  if (fold !== null) fold.open = true;
  const place = target.matches('tbody') ? (target.querySelector<HTMLElement>('summary') ?? target) : target;
  if (place === target && !place.hasAttribute('tabindex')) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  target.scrollIntoView();
}
