/* Figures as people read them, the same way as ByteSize in Java writes them. */
window.multiStageBuildFigures = (function () {
  "use strict";

  const UNITS = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
  const SVG = "http://www.w3.org/2000/svg";

  function rounded(bytes, unit) {
    return Number((bytes / Math.pow(1000, unit)).toFixed(unit >= 3 ? 2 : 1));
  }

  function size(bytes) {
    let unit = 0;
    while (unit < UNITS.length - 1 && rounded(bytes, unit) >= 1000) {
      unit++;
    }
    return rounded(bytes, unit) + " " + UNITS[unit];
  }

  function delta(bytes) {
    if (bytes === 0) {
      return "0 B";
    }
    return (bytes < 0 ? "-" : "+") + size(Math.abs(bytes));
  }

  const language = document.documentElement.lang || navigator.language;
  const counts = new Intl.NumberFormat(language);
  const times = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

  function time(moment) {
    return times.format(new Date(moment));
  }

  function count(number) {
    return counts.format(number);
  }

  /** A text of the page with values in the places of {0} and so on; none of them is looked into again. */
  function say(text, ...values) {
    return text.replace(/\{(\d)\}/g, (place, number) => (number in values ? values[number] : place));
  }

  /** A stage as the index has it, which calls one without a name "stage 1"; no name has a blank. */
  function stageName(name, unnamed) {
    const number = /^stage (\d+)$/.exec(name);
    return number ? say(unnamed, number[1]) : name;
  }

  /** An element with attributes and children; a text among them is never markup. */
  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
  }

  /** The same line as Sparkline in Java draws. */
  function sparkline(sizes, label, gate) {
    if (sizes.length < 2) {
      return document.createTextNode("");
    }
    const least = Math.min(...sizes);
    const most = Math.max(...sizes);
    const corners = sizes.map((bytes, i) => {
      const up = most === least ? 0.5 : (bytes - least) / (most - least);
      return (2 + (i / (sizes.length - 1)) * 56).toFixed(1) + "," + (14 - up * 12).toFixed(1);
    });
    const picture = document.createElementNS(SVG, "svg");
    picture.setAttribute("class", "image-size-sparkline image-size-sparkline--" + gate);
    picture.setAttribute("viewBox", "0 0 60 16");
    picture.setAttribute("width", "60");
    picture.setAttribute("height", "16");
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", label);
    const line = document.createElementNS(SVG, "polyline");
    line.setAttribute("points", corners.join(" "));
    picture.append(line);
    return picture;
  }

  /** A size coloured by its gate, which is also said in words. */
  function gated(bytes, gate, words) {
    const shown = element("span", { class: "image-size-gate image-size-gate--" + gate }, size(bytes));
    const cell = document.createDocumentFragment();
    cell.append(shown);
    if (words) {
      cell.append(element("span", { class: "jenkins-visually-hidden" }, " " + words));
    }
    return cell;
  }

  return { size, delta, time, count, say, stageName, element, sparkline, gated };
})();
