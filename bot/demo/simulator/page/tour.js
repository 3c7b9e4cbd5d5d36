// Three lines of what to do, until they are put away; a fresh demo shows them again.

/** `born` tells one demo from the next. */
export function tour(born) {
  const kept = `thidua.${born}.tour`;
  const place = document.getElementById("tour");
  place.hidden = localStorage.getItem(kept) === "away";
  document.getElementById("tour-away").addEventListener("click", () => {
    localStorage.setItem(kept, "away");
    place.hidden = true;
  });
}
