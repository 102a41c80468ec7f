/** Says something to a screen reader, and to everybody at the end of the page. */
export function announce(text: string): void {
  const place = document.getElementById('announce');
  if (place !== null) place.textContent = text;
}
