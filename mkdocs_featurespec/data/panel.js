/* Keeps the panel of the preview folded once a writer has folded it, over pages and reloads.
 *
 * Without this script the panel is there, unfolded. A link to a finding unfolds it for that once.
 */
(() => {
  "use strict";
  const KEY = "featurespec.panel";
  const [arrival] = performance.getEntriesByType("navigation");
  // The server reloads the page after each save, which is no wish to go back to a finding.
  let reloaded = Boolean(arrival && arrival.type === "reload");

  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // the browser keeps nothing for this site
    }
  }

  function store(state) {
    try {
      localStorage.setItem(KEY, state);
    } catch {
      // then it is unfolded again on the next page
    }
  }

  function reveal() {
    for (const finding of document.querySelectorAll(".featurespec-panel li")) {
      if (`#${encodeURI(finding.id)}` !== location.hash) continue;
      finding.closest(".featurespec-panel").open = true;
      finding.scrollIntoView({ block: "nearest" });
    }
  }

  function begin() {
    for (const panel of document.querySelectorAll(".featurespec-panel")) {
      panel.open = stored() !== "folded";
      panel.querySelector("summary").addEventListener("click", () => {
        store(panel.open ? "folded" : "unfolded"); // it changes after the click
      });
    }
    if (!reloaded) reveal();
    reloaded = false;
  }

  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    // A second click on the same link changes no address.
    if (event.target.closest(".featurespec-panel-mark")) setTimeout(reveal);
  });
  if (window.document$) window.document$.subscribe(begin); // Material, page by page
  else begin();
})();
