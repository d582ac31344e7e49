/* The figures of a chart as a table, the latest build first, a part at a time. */
window.multiStageBuildTrendTable = (function () {
  "use strict";

  const { element } = window.multiStageBuildFigures;
  const PART = 50;

  function row(kind, cells) {
    const made = element("tr", {});
    cells.forEach((cell, place) => {
      const attributes = kind === "th" ? { scope: "col" } : {};
      attributes.class = cell.kind || (place > 0 ? "image-size-trend__number" : "image-size-trend__short");
      made.append(element(kind, attributes, cell.content === undefined ? cell : cell.content));
    });
    return made;
  }

  /**
   * Fills an element.
   *
   * heads: of the columns
   * points: the oldest first
   * cells: from a point and its place to the cells of its row
   * more: the text of the button that shows more rows; without one, there is one part only
   */
  function fill(holder, caption, heads, points, cells, more) {
    const body = element("tbody", {});
    const table = element("table", { class: "jenkins-table jenkins-table--small" });
    table.append(element("caption", { class: "jenkins-visually-hidden" }, caption), element("thead", {}, row("th", heads)), body);
    let next = points.length - 1;
    function add() {
      for (const end = Math.max(-1, next - PART); next > end; next--) {
        body.append(row("td", cells(points[next], next)));
      }
    }
    add();
    holder.replaceChildren(table);
    if (next >= 0 && more) {
      const button = element("button", { class: "jenkins-button", type: "button" }, more);
      button.addEventListener("click", () => {
        add();
        button.hidden = next < 0;
      });
      holder.append(button);
    }
  }

  return { fill };
})();
