/* Keeps the panel of the preview folded once a writer has folded it, over pages and reloads.
 *
 * Without this script the panel is there, unfolded. A link to a finding unfolds it for that once.
 */
(() => {
  "use strict";
  const KEY = "featurespec.panel";

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
    const id = location.hash.slice(1);
    const finding = id && document.getElementById(id);
    const panel = finding && finding.closest(".featurespec-panel");
    if (!panel) return;
    panel.open = true;
    finding.scrollIntoView({ block: "nearest" });
  }

  function begin() {
    for (const panel of document.querySelectorAll(".featurespec-panel")) {
      panel.open = stored() !== "folded";
      panel.querySelector("summary").addEventListener("click", () => {
        store(panel.open ? "folded" : "unfolded"); // it changes after the click
      });
    }
    reveal();
  }

  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    // A second click on the same link changes no address.
    if (event.target.closest(".featurespec-panel-mark")) setTimeout(reveal);
  });
  if (window.document$) window.document$.subscribe(begin); // Material, page by page
  else begin();
})();
