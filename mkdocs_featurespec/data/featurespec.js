/* Makes registers answer: filter, facets, sorting, and an address for what is shown.
 *
 * The contract with the markup. Without this script everything is there and readable.
 *
 *   <div class="featurespec-register featurespec-NAME" data-noun="tables">
 *     <table class="featurespec-table" aria-label="Database tables">
 *       <thead><tr><th scope="col">Table</th> ... </tr></thead>
 *       <tbody>
 *         <tr class="featurespec-group"> ... </tr>
 *         <tr id="sessions" data-facet-owner="team-a&#10;team-b"><td> ... </td></tr>
 *
 * - `data-noun` on the register: what its rows are, in the plural; "rows" without it.
 * - `data-facet-NAME` on a row: its values, one a line. A facet with one value in all is not shown.
 * - `tr.featurespec-group`: a heading of the rows below it; hidden with them, and while sorted.
 * - `th.featurespec-number`: numbers. `th[data-sort="none"]`: not to sort by. `td[data-sort]`: what
 *   to sort a cell by instead of its text.
 * - A register with the class `featurespec-matrix` is left as it is; with `featurespec-wide` it
 *   scrolls sideways, and its header does not stay at the top.
 * - `td[data-label]`: the column's name, shown before the cell on a narrow screen.
 *
 * In the address: `?filter=words&owner=team-a&sort=-features`. The first register of a page uses
 * these names, the others have `NAME.` before them (`NAME-2.` for the second of one name). It is not
 * `q`, since themes open their search for that.
 */
(() => {
  "use strict";
  if (window.featurespec) return;

  const KNOWN = ["site", "owner", "status", "surface", "method", "kind"];
  const collator = new Intl.Collator(document.documentElement.lang || undefined, {
    numeric: true,
    sensitivity: "base",
  });
  let registers = [];
  let page = "";
  let saving = 0;

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  const slug = (text) => fold(text).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  const words = (name) => name.charAt(0).toUpperCase() + name.slice(1).replace(/-/g, " ");

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  class Register {
    constructor(root, table, prefix) {
      this.prefix = prefix;
      this.noun = root.dataset.noun || "rows";
      this.body = table.tBodies[0];
      this.order = Array.from(table.tBodies).flatMap((body) => Array.from(body.rows));
      this.groups = [];
      this.entries = [];
      this.facets = [];
      this.pinned = null;
      this.sorted = "";
      this.readRows();
      this.placed = this.entries; // in the order in which they stand
      this.columns = this.readColumns(table);
      root.prepend(this.controls());
      root.append(this.nothing);
      root.classList.add("featurespec-enhanced");
      this.giveRoles(table);
      if (window.requestIdleCallback) requestIdleCallback(() => this.readTexts());
    }

    readRows() {
      const facets = new Map();
      let group = null;
      for (const row of this.order) {
        if (row.classList.contains("featurespec-group")) {
          group = { row, shown: 0 };
          this.groups.push(group);
          continue;
        }
        const values = {};
        for (const { name, value } of row.attributes) {
          if (!name.startsWith("data-facet-")) continue;
          const facet = name.slice(11);
          values[facet] = value.split("\n").filter(Boolean);
          if (!facets.has(facet)) facets.set(facet, new Set());
          values[facet].forEach((each) => facets.get(facet).add(each));
        }
        this.entries.push({ row, group, values, shown: true, text: null });
      }
      const rank = (name) => (KNOWN.indexOf(name) + KNOWN.length + 1) % (KNOWN.length + 1);
      for (const [name, found] of Array.from(facets).sort((a, b) => rank(a[0]) - rank(b[0]))) {
        if (found.size < 2) continue;
        const options = Array.from(found).sort(collator.compare);
        this.facets.push({ name, value: "", counts: new Map(), options });
      }
    }

    readTexts() {
      for (const entry of this.entries) entry.text = entry.text || textOf(entry.row);
    }

    /* Styles lay rows out by other means than a table's, for which some browsers forget the table. */
    giveRoles(table) {
      table.setAttribute("role", "table");
      for (const row of table.rows) {
        row.setAttribute("role", "row");
        for (const cell of row.cells) {
          const head = cell.scope === "col" ? "columnheader" : "rowheader";
          cell.setAttribute("role", cell.tagName === "TD" ? "cell" : head);
        }
      }
    }

    readColumns(table) {
      const heads = table.tHead && table.tHead.rows.length === 1 ? table.tHead.rows[0].cells : [];
      return Array.from(heads, (head, index) => {
        const column = { head, index, key: slug(head.textContent), values: null };
        column.number = head.classList.contains("featurespec-number");
        column.sortable = head.dataset.sort !== "none" && head.colSpan === 1 && column.key !== "";
        if (column.sortable) {
          const button = make("button", { type: "button", className: "featurespec-sort" });
          button.append(...head.childNodes);
          head.append(button);
          button.addEventListener("click", () => this.sortNext(column.key));
        }
        return column;
      });
    }

    controls() {
      const taken = window.shortcuts || document.querySelector('[data-md-component="search"]');
      const key = taken ? "c" : "/"; // Material and MkDocs' own theme listen to the slash
      this.input = make("input", {
        type: "search",
        placeholder: `Filter ${this.noun}`,
        title: `Every word has to be in a row. Key ${key} leads here, Escape clears.`,
        autocomplete: "off",
        spellcheck: false,
      });
      this.input.setAttribute("aria-label", `Filter ${this.noun}`);
      this.input.setAttribute("aria-keyshortcuts", key);
      this.input.addEventListener("input", () => this.changed(false));
      this.input.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        if (this.input.value) this.clearText();
        else this.input.blur();
      });
      this.key = key;
      this.count = make("span", { className: "featurespec-count" });
      this.count.setAttribute("role", "status");
      this.reset = make("button", { type: "button", className: "featurespec-reset" }, "Show all");
      this.reset.addEventListener("click", () => this.resetAll());
      this.nothing = make("p", { className: "featurespec-nothing", hidden: true });
      const again = make("button", { type: "button", className: "featurespec-reset" });
      again.append(`Show all ${this.noun}`);
      again.addEventListener("click", () => this.resetAll());
      this.nothing.append(`No ${this.noun} match. `, again);
      const bar = make("div", { className: "featurespec-controls" }, this.input);
      bar.setAttribute("role", "group");
      bar.addEventListener("keydown", (event) => event.stopPropagation()); // themes have shortcuts
      bar.setAttribute("aria-label", `Filter ${this.noun}`);
      for (const facet of this.facets) {
        facet.all = new Option("", "");
        facet.choices = facet.options.map((value) => new Option(value, value));
        facet.select = make("select", {}, facet.all, ...facet.choices);
        facet.select.addEventListener("change", () => this.changed(true));
        bar.append(make("label", {}, make("span", {}, words(facet.name)), facet.select));
      }
      bar.append(this.count, this.reset);
      return bar;
    }

    /* What the reader does. A choice is a step of its own for the back button, a keystroke is not. */
    changed(step) {
      this.pinned = null;
      this.facets.forEach((facet) => (facet.value = facet.select.value));
      this.show();
      save(step);
    }

    clearText() {
      this.input.value = "";
      this.changed(true);
    }

    resetAll() {
      this.facets.forEach((facet) => (facet.select.value = ""));
      this.clearText();
      this.input.focus();
    }

    sortNext(key) {
      const next = { [key]: `-${key}`, [`-${key}`]: "" };
      this.sort(this.sorted in next ? next[this.sorted] : key);
      this.show();
      save(true);
    }

    /* What is shown. Texts are folded once, and only rows that change are touched. */
    show() {
      const wanted = fold(this.input.value).split(/\s+/).filter(Boolean);
      const chosen = this.facets.filter((facet) => facet.value);
      let found = 0;
      this.facets.forEach((facet) => facet.counts.clear());
      this.groups.forEach((group) => (group.shown = 0));
      for (const entry of this.entries) {
        let hit = true;
        if (wanted.length) {
          entry.text = entry.text || textOf(entry.row);
          hit = wanted.every((word) => entry.text.includes(word));
        }
        const misses = hit
          ? chosen.filter((facet) => !(entry.values[facet.name] || []).includes(facet.value))
          : [];
        if (hit && misses.length < 2) this.countIn(entry, misses[0]);
        const matches = hit && !misses.length;
        if (matches) found += 1;
        const shown = matches || entry === this.pinned;
        if (shown !== entry.shown) put(entry.row, (entry.shown = shown) && entry === this.pinned);
        if (shown && entry.group) entry.group.shown += 1;
      }
      for (const { row, shown } of this.groups) {
        if (!shown || this.sorted) put(row, false);
      }
      this.tell(found, wanted.length + chosen.length > 0);
      this.reveal(0, 300);
    }

    /* Rows come back some at a time, from the top, so that a frame stays a frame. */
    reveal(start, left) {
      cancelAnimationFrame(this.frame);
      for (let index = start; index < this.placed.length; index += 1) {
        const { row, group, shown } = this.placed[index];
        if (!shown || !(isOut(row) || (group && !this.sorted && isOut(group.row)))) continue;
        if (!left) {
          this.frame = requestAnimationFrame(() => this.reveal(index, 500));
          return;
        }
        if (group && !this.sorted) put(group.row, true);
        put(row, true);
        left -= 1;
      }
    }

    /* A facet counts what all the other choices leave. */
    countIn(entry, missed) {
      for (const { name, counts } of missed ? [missed] : this.facets) {
        for (const value of entry.values[name] || []) counts.set(value, (counts.get(value) || 0) + 1);
        counts.set("", (counts.get("") || 0) + 1);
      }
    }

    tell(found, narrowed) {
      const total = this.entries.length;
      const noun = total === 1 ? this.noun.replace(/s$/, "") : this.noun;
      const text = narrowed ? `${found} of ${total} ${noun}` : `${total} ${noun}`;
      if (this.count.textContent !== text) this.count.textContent = text;
      this.reset.hidden = !narrowed;
      this.nothing.hidden = found > 0;
      for (const facet of this.facets) {
        for (const option of [facet.all, ...facet.choices]) {
          const count = facet.counts.get(option.value) || 0;
          const label = `${option.value || "All"} (${count})`;
          if (option.text !== label) option.text = label;
          option.disabled = !count && option.value !== "" && option.value !== facet.value;
        }
        facet.select.classList.toggle("featurespec-chosen", facet.value !== "");
      }
    }

    sort(wanted) {
      const column = this.columns.find(({ key, sortable }) => sortable && key === wanted.replace(/^-/, ""));
      const sorted = column ? wanted : "";
      if (sorted === this.sorted) return;
      this.sorted = sorted;
      const down = sorted.startsWith("-");
      for (const each of this.columns) {
        if (each === column) each.head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else each.head.removeAttribute("aria-sort");
      }
      let rows = this.order;
      this.placed = this.entries;
      if (column) {
        if (!column.values) column.values = this.entries.map(({ row }) => valueIn(row, column));
        const places = this.entries.map((_, place) => place);
        places.sort((a, b) => compare(column.values[a], column.values[b], down) || a - b);
        this.placed = places.map((each) => this.entries[each]);
        rows = [...this.groups, ...this.placed].map(({ row }) => row);
      }
      this.body.append(...rows);
    }

    /* The address, and back. */
    load(params) {
      const get = (name) => params.get(this.prefix + name) || "";
      this.input.value = get("filter");
      for (const facet of this.facets) {
        facet.select.value = facet.options.includes(get(facet.name)) ? get(facet.name) : "";
        facet.value = facet.select.value;
      }
      this.sort(get("sort"));
      this.pinned = this.target();
      this.show();
    }

    save(params) {
      const set = (name, value) => {
        if (value) params.set(this.prefix + name, value);
        else params.delete(this.prefix + name);
      };
      set("filter", this.input.value.trim());
      this.facets.forEach((facet) => set(facet.name, facet.value));
      set("sort", this.sorted);
    }

    target() {
      const row = targetRow();
      return (row && this.entries.find((entry) => entry.row === row)) || null;
    }
  }

  /* Not by the attribute `hidden`: themes ask for it in rules for which a browser then looks at all
   * that is in the row, which takes four times as long. */
  const isOut = (row) => row.style.display === "none";
  const put = (row, shown) => isOut(row) === shown && (row.style.display = shown ? "" : "none");

  const textOf = (row) => fold(Array.from(row.cells, (cell) => cell.textContent).join(" "));

  function valueIn(row, { index, number }) {
    const cell = row.cells[index];
    const text = cell ? cell.dataset.sort || cell.textContent.trim() : "";
    if (!number || text === "") return text;
    const value = parseFloat(text.replace(/[^\d.+-]/g, ""));
    return Number.isNaN(value) ? "" : value;
  }

  /* Empty cells come last, whichever way. */
  function compare(a, b, down) {
    if (a === "" || b === "") return (a === "") - (b === "");
    const order = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b);
    return down ? -order : order;
  }

  function targetRow() {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch (error) {
      /* As it is, then. */
    }
    const target = id && document.getElementById(id);
    return target ? target.closest(".featurespec-register tr") : null;
  }

  /* Typing writes when it pauses: browsers refuse an address that changes too often. */
  function save(step) {
    clearTimeout(saving);
    if (step) write("pushState");
    else saving = setTimeout(write, 150, "replaceState");
  }

  function write(how) {
    const address = new URL(location.href);
    registers.forEach((register) => register.save(address.searchParams));
    const row = targetRow();
    if (row && isOut(row)) address.hash = "";
    if (address.href !== location.href) history[how](history.state, "", address.href);
  }

  function load() {
    clearTimeout(saving);
    const params = new URLSearchParams(location.search);
    registers.forEach((register) => register.load(params));
  }

  function loadAndGo() {
    load();
    const row = targetRow();
    if (row) row.scrollIntoView();
  }

  function moved() {
    if (location.pathname === page) load();
  }

  function followed() {
    const row = targetRow();
    if (!row || !isOut(row)) return;
    load();
    row.scrollIntoView();
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const active = event.target;
    if (active.closest && active.closest("input, select, textarea, [contenteditable]")) return;
    const first = registers.find((register) => register.input.isConnected);
    if (!first || event.key !== first.key) return;
    event.preventDefault();
    first.input.focus();
    first.input.select();
  }

  /* As high as MkDocs' own theme keeps its bar over the page, for headers and targets below it. */
  function measure() {
    const bar = document.querySelector(".navbar.fixed-top");
    if (!bar) return;
    const top = `${bar.offsetHeight}px`;
    document.querySelectorAll(".featurespec-register").forEach(({ style }) => {
      style.setProperty("--featurespec-top", top);
    });
  }

  function enhance() {
    registers = registers.filter((register) => register.input.isConnected);
    const names = new Map();
    let fresh = 0;
    document.querySelectorAll(".featurespec-register:not(.featurespec-matrix)").forEach((root, index) => {
      const name = (/featurespec-(?!register|enhanced|wide)[\w-]+/.exec(root.className) || ["rows"])[0];
      const count = (names.get(name) || 0) + 1;
      names.set(name, count);
      const table = root.querySelector("table");
      if (root.classList.contains("featurespec-enhanced") || !table || !table.tBodies[0]) return;
      if (table.tBodies[0].rows.length < 2) return;
      const key = name.replace("featurespec-", "") + (count > 1 ? `-${count}` : "");
      registers.push(new Register(root, table, index ? `${key}.` : ""));
      fresh += 1;
    });
    page = location.pathname;
    if (!fresh) return;
    measure();
    loadAndGo();
  }

  addEventListener("resize", measure);
  addEventListener("popstate", moved);
  addEventListener("hashchange", followed);
  addEventListener("keydown", pressed);
  window.featurespec = { enhance };

  /* Material replaces pages in place, and says so. */
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(enhance);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", enhance);
  else enhance();
})();
