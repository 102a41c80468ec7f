/** A link to something inside a closed `details` opens it; so does an address with such a fragment. */
export function enhanceLinks(root: Document): void {
  const open = () => {
    const target = root.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target === null) return;
    let isHidden = false;
    for (let fold = target.closest('details'); fold !== null; fold = fold.parentElement?.closest('details') ?? null) {
      isHidden ||= !fold.open;
      fold.open = true;
    }
    if (isHidden) target.scrollIntoView();
  };
  addEventListener('hashchange', open);
  open();
}
