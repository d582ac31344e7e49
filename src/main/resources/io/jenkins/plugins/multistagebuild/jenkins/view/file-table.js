/* The table of a report's files: searched and shown some at a time, since an image has tens of thousands. */
window.multiStageBuildFileTable = (function () {
  "use strict";

  const { size, count, element } = window.multiStageBuildFigures;
  const ROWS = 100;

  class FileTable {
    constructor(report) {
      this.report = report;
      const root = report.root;
      this.search = root.querySelector("[data-search='files']");
      this.found = root.querySelector("[data-found='files']");
      this.more = root.querySelector("[data-more='files']");
      this.order = { column: 1, down: true };
      this.search.addEventListener("input", () => this.restart());
      this.more.addEventListener("click", () => this.grow());
      this.body = element("tbody", {});
      root.querySelector("[data-table='files']").append(element("table", { class: "jenkins-table" }, this.head(), this.body));
      this.restart();
    }

    head() {
      const names = [this.report.text("Path"), this.report.text("Size"), this.report.text("Layer")];
      this.headings = names.map((name, column) => {
        const button = element("button", { type: "button", class: "image-size__sort" }, name);
        button.addEventListener("click", () => this.sort(column));
        return element("th", column > 0 ? { class: "image-size__number", scope: "col" } : { scope: "col" }, button);
      });
      return element("thead", {}, element("tr", {}, ...this.headings));
    }

    sort(column) {
      this.order = { column, down: this.order.column === column ? !this.order.down : column > 0 };
      this.restart();
    }

    restart() {
      const wanted = this.search.value.trim().toLowerCase();
      const { column, down } = this.order;
      this.matches = this.report.files().filter(file => file[0].toLowerCase().includes(wanted));
      this.matches.sort((a, b) => (a[column] < b[column] ? -1 : a[column] > b[column] ? 1 : 0) * (down ? -1 : 1));
      this.headings.forEach((heading, place) => heading.setAttribute("aria-sort", place !== column ? "none" : down ? "descending" : "ascending"));
      const bytes = this.matches.reduce((sum, file) => sum + file[1], 0);
      this.found.textContent =
        this.matches.length === 0
          ? this.report.text("Nothing")
          : this.report.text("Of", count(this.matches.length), count(this.report.files().length), size(bytes));
      this.body.replaceChildren();
      this.shown = 0;
      this.grow();
    }

    grow() {
      const next = this.matches.slice(this.shown, this.shown + ROWS);
      this.body.append(
        ...next.map(([path, bytes, layer]) =>
          element("tr", {}, element("td", {}, element("code", {}, path)), element("td", { class: "image-size__number" }, size(bytes)), element("td", { class: "image-size__number" }, String(layer))),
        ),
      );
      this.shown += next.length;
      this.more.hidden = this.shown >= this.matches.length;
    }
  }

  return { FileTable };
})();
