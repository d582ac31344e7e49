/* Loads the images of all jobs, and filters and sorts them. */
(function () {
  "use strict";

  const { size, delta, time, count, say, element, sparkline, gated } = window.multiStageBuildFigures;

  class ImageSizes {
    constructor(root) {
      this.root = root;
      this.text = root.dataset;
      this.message = root.querySelector(".image-sizes__message");
      this.table = root.querySelector("table");
      this.filter = root.querySelector("#image-sizes-filter");
      this.key = "growthBytes";
      this.up = false;
      this.filter.addEventListener("input", () => this.draw());
      this.table.querySelectorAll("th[data-sort]").forEach(head =>
        head.querySelector("button").addEventListener("click", () => this.sort(head)),
      );
      this.load();
    }

    async load() {
      try {
        const answer = await fetch(this.text.url, { headers: { Accept: "application/json" } });
        if (!answer.ok) {
          throw new Error(answer.status);
        }
        const images = (await answer.json()).images;
        const calls = new Map();
        images.forEach(image => calls.set(image.job, (calls.get(image.job) || 0) + 1));
        this.images = images.map(image => ({ image, row: this.row(image, calls.get(image.job) > 1) }));
        this.draw();
      } catch (e) {
        this.message.textContent = this.text.textUnreachable;
      }
    }

    sort(head) {
      const key = head.dataset.sort;
      // Names go up first, numbers and times down.
      this.up = key === this.key ? !this.up : key === "job" || key === "image";
      this.key = key;
      this.table.querySelectorAll("th[aria-sort]").forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", this.up ? "ascending" : "descending");
      this.draw();
    }

    /** What is not known is last, whichever way. */
    compare(one, other) {
      const [a, b] = [one.image[this.key], other.image[this.key]];
      if (a === null || b === null) {
        return (a === null) - (b === null);
      }
      const order = typeof a === "string" ? a.localeCompare(b, undefined, { numeric: true }) : a - b;
      return this.up ? order : -order;
    }

    draw() {
      if (!this.images) {
        return;
      }
      const wanted = this.filter.value.trim().toLowerCase();
      const shown = this.images.filter(({ image }) =>
        [image.job, image.image, image.call].some(name => name.toLowerCase().includes(wanted)),
      );
      shown.sort((one, other) => this.compare(one, other));
      this.table.tBodies[0].replaceChildren(...shown.map(({ row }) => row));
      this.table.hidden = this.images.length === 0;
      this.message.textContent =
        this.images.length === 0 ? this.text.textNone : say(this.text.textFound, count(shown.length), count(this.images.length));
    }

    /** The call's name tells nothing where a job has a single one. */
    row(image, withCall) {
      const growth = image.growthBytes === null ? "–" : delta(image.growthBytes);
      const words = { passed: this.text.textPassed, warning: this.text.textWarning, failed: this.text.textFailed }[image.gate];
      const job = this.text.rootUrl + image.url;
      return element(
        "tr",
        {},
        element("td", {}, element("a", { class: "jenkins-table__link", href: job + "image-size/?call=" + encodeURIComponent(image.call) }, image.job)),
        element("td", {}, image.image, withCall ? element("div", { class: "image-size-change" }, image.call) : ""),
        element("td", { class: "image-sizes__number" }, gated(image.uncompressedBytes, image.gate, words)),
        element("td", { class: "image-sizes__number" }, growth),
        element("td", {}, sparkline(image.recentBytes, say(this.text.textTrend, growth), image.gate)),
        element("td", { class: "image-sizes__number" }, image.headRoomBytes === null ? "–" : this.headRoom(image)),
        element("td", { class: "image-sizes__number" }, element("a", { href: job + image.build + "/" }, "#" + image.build), " · " + time(image.time)),
      );
    }

    headRoom(image) {
      return (image.headRoomBytes < 0 ? "-" : "") + size(Math.abs(image.headRoomBytes));
    }
  }

  function start() {
    document.querySelectorAll(".image-sizes").forEach(root => new ImageSizes(root));
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
