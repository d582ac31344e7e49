/* Loads the trend of a job's images and shows it: charts, a legend to choose from, and the same figures as tables. */
(function () {
  "use strict";

  const { size, delta, time, say, stageName, element, gated } = window.multiStageBuildFigures;
  const { TrendChart, colour, stageColour, onNewColours } = window.multiStageBuildTrendChart;
  const { fill } = window.multiStageBuildTrendTable;

  /** A single-stage image so much larger than the rest would press the other lines flat. */
  const FLATTENS = 3;
  const MOST_STAGES = 20;

  /** Kinds of cells. */
  const SHORT = "image-size-trend__short";
  const NAME = "image-size-trend__name";

  class SizeTrend {
    constructor(root) {
      this.root = root;
      this.text = root.dataset;
      this.compact = this.text.compact === "true";
      this.message = root.querySelector(".image-size-trend__message");
      this.body = root.querySelector(".image-size-trend__body");
      this.form = root.querySelector("form");
      this.hidden = new Map();
      this.charts = [];
      if (this.form) {
        this.restore();
        this.form.addEventListener("change", () => this.load());
        this.form.addEventListener("submit", event => event.preventDefault());
      }
      this.load();
      onNewColours(() => this.points && this.draw());
    }

    /** What the address of the page says was chosen. */
    restore() {
      const asked = new URLSearchParams(location.search);
      const call = asked.get("call");
      if (call) {
        this.form.elements.call.append(new Option(call, call, true, true));
      }
      const days = asked.get("from") || asked.get("until");
      this.form.elements.range.value = days ? "days" : ["100", "all"].includes(asked.get("last")) ? asked.get("last") : "30";
      this.form.elements.from.value = asked.get("from") || "";
      this.form.elements.until.value = asked.get("until") || "";
    }

    chosen() {
      const wanted = new URLSearchParams();
      if (!this.form) {
        wanted.set("last", "30");
        return wanted;
      }
      const { call, range, from, until } = this.form.elements;
      if (call.value) {
        wanted.set("call", call.value);
      }
      if (range.value !== "days") {
        wanted.set("last", range.value);
      } else {
        [from, until].filter(day => day.value).forEach(day => wanted.set(day.name, day.value));
      }
      this.root.querySelectorAll("[data-control=days]").forEach(day => (day.hidden = range.value !== "days"));
      return wanted;
    }

    async load() {
      const wanted = this.chosen();
      if (this.form && this.points) {
        history.replaceState(null, "", "?" + wanted);
      }
      const turn = (this.turn = (this.turn || 0) + 1);
      try {
        const answer = await fetch(this.text.url + "?" + wanted, { headers: { Accept: "application/json" } });
        const trend = answer.ok ? await answer.json() : null;
        // An answer that comes after the next question is of no use.
        if (turn === this.turn) {
          trend ? this.show(trend) : this.say(this.text.textUnreachable);
        }
      } catch (e) {
        this.say(this.text.textUnreachable);
      }
    }

    say(message) {
      this.message.textContent = message;
      this.body.hidden = true;
    }

    show(trend) {
      this.points = trend.points;
      this.points.flatMap(point => point.stages).forEach(stage => (stage.name = stageName(stage.name, this.text.textStage)));
      this.target = trend.target === undefined ? null : say(this.text.textTarget, trend.target);
      if (this.form) {
        this.form.elements.call.replaceChildren(...trend.calls.map(call => new Option(call, call, call === trend.call, call === trend.call)));
        this.root.querySelector("[data-control=call]").hidden = trend.calls.length < 2;
      }
      if (this.points.length === 0) {
        this.say(this.text.textNone);
        return;
      }
      this.message.textContent = "";
      this.body.hidden = false;
      this.draw();
      this.tables();
    }

    draw() {
      this.charts.forEach(chart => chart.dispose());
      this.charts = [this.chart("sizes", this.text.textChart, this.sizes())];
      if (!this.compact) {
        this.charts.push(this.chart("stages", this.text.textStagesChart, this.stages()));
      }
    }

    chart(name, label, series) {
      this.legend(name, series);
      return new TrendChart(this.root.querySelector("[data-chart=" + name + "]"), {
        points: this.points,
        series: series.filter(one => !this.hidden.get(name + one.name)),
        label,
        compact: this.compact,
        gateText: point => this.gateText(point),
        open: point => (location.href = this.text.jobUrl + point.build + "/"),
      });
    }

    gateText(point) {
      return { passed: this.text.textPassed, warning: this.text.textWarning, failed: this.text.textFailed }[point.gate] || "";
    }

    line(name, field, variable, style) {
      const values = this.points.map(point => (point[field] === undefined ? null : point[field]));
      const shade = colour(variable, this.root);
      return {
        name,
        type: "line",
        data: values,
        color: shade,
        symbol: "circle",
        symbolSize: 5,
        showSymbol: this.points.length <= 60,
        showAllSymbol: true,
        lineStyle: { width: 2, color: shade, ...style },
        known: values.some(value => value !== null),
      };
    }

    sizes() {
      const uncompressed = this.line(this.text.textUncompressed, "uncompressed", "--image-size-uncompressed");
      this.mark(uncompressed);
      const baseline = this.line(this.text.textBaseline, "baseline", "--image-size-baseline", { type: "dotted" });
      const limit = this.line(this.text.textLimit, "limit", "--image-size-limit", { type: "dashed" });
      Object.assign(limit, { step: "middle", showSymbol: false });
      const target = this.line(this.target || "", "target", "--image-size-target");
      Object.assign(target, { step: "end", showSymbol: false });
      const key = "sizes" + baseline.name;
      if (!this.hidden.has(key)) {
        const rest = Math.max(...uncompressed.data.map(value => (typeof value === "object" ? value.value : value)), ...limit.data);
        this.hidden.set(key, Math.max(...baseline.data) > FLATTENS * rest);
      }
      const compressed = this.line(this.text.textCompressed, "compressed", "--image-size-compressed");
      return [uncompressed, compressed, limit, target, baseline].filter(one => one.known);
    }

    /** A build that the gate failed: by shape and colour. */
    mark(series) {
      const failed = colour("--image-size-limit", this.root);
      const warned = colour("--orange", this.root);
      series.data = this.points.map((point, place) =>
        point.gate === "failed" || point.gate === "warning"
          ? { value: series.data[place], symbol: "triangle", symbolSize: 12, itemStyle: { color: point.gate === "failed" ? failed : warned } }
          : series.data[place],
      );
      if (this.points.length > 60) {
        // With many builds only those that are marked are worth a symbol.
        series.showSymbol = true;
        series.symbolSize = 0;
      }
    }

    /** Names of the stages, as the latest builds have them. */
    stageNames() {
      const names = new Set();
      for (let i = this.points.length - 1; i >= 0 && names.size < MOST_STAGES; i--) {
        this.points[i].stages.forEach(stage => names.add(stage.name));
      }
      return [...names].slice(0, MOST_STAGES);
    }

    stageBytes(point, name) {
      const found = point.stages.filter(stage => stage.name === name);
      return found.length === 0 ? null : found.reduce((sum, stage) => sum + stage.bytes, 0);
    }

    stages() {
      return this.stageNames().map((name, place) => ({
        name,
        type: "bar",
        stack: "stages",
        barMaxWidth: 32,
        color: stageColour(place, this.root),
        data: this.points.map(point => this.stageBytes(point, name)),
      }));
    }

    legend(name, series) {
      const legend = this.root.querySelector("[data-legend=" + name + "]");
      if (!legend) {
        return;
      }
      const focused = legend.contains(document.activeElement) ? document.activeElement.name : null;
      legend.replaceChildren(
        ...series.map(one => {
          const box = element("input", { type: "checkbox", name: one.name });
          box.checked = !this.hidden.get(name + one.name);
          box.addEventListener("change", () => {
            this.hidden.set(name + one.name, !box.checked);
            this.draw();
          });
          const swatch = element("span", { class: "image-size-trend__swatch" });
          swatch.style.backgroundColor = one.color;
          return element("label", {}, box, swatch, one.name);
        }),
      );
      [...legend.querySelectorAll("input")].filter(box => box.name === focused).forEach(box => box.focus());
    }

    build(point) {
      return element("a", { class: "jenkins-table__link", href: this.text.jobUrl + point.build + "/" }, "#" + point.build);
    }

    bytes(value) {
      return value === undefined || value === null ? "–" : size(value);
    }

    change(point, place) {
      return place === 0 ? "–" : delta(point.uncompressed - this.points[place - 1].uncompressed);
    }

    tables() {
      const target = this.target ? [this.target] : [];
      const words = this.text;
      fill(
        this.root.querySelector("[data-table=sizes]"),
        words.textTable,
        [
          words.textBuild,
          { content: words.textTime, kind: SHORT },
          { content: words.textImage, kind: NAME },
          words.textUncompressed,
          words.textChange,
          words.textCompressed,
          words.textLimit,
          ...target,
          words.textBaseline,
          { content: words.textGate, kind: SHORT },
        ],
        this.points,
        (point, place) => [
          { content: this.build(point) },
          { content: time(point.time), kind: SHORT },
          { content: point.image, kind: NAME },
          { content: gated(point.uncompressed, point.gate, "") },
          this.change(point, place),
          this.bytes(point.compressed),
          this.bytes(point.limit),
          ...(this.target ? [this.bytes(point.target)] : []),
          this.bytes(point.baseline),
          { content: this.gateText(point) || "–", kind: SHORT },
        ],
        this.compact ? null : words.textMore,
      );
      const stages = this.root.querySelector("[data-table=stages]");
      if (stages) {
        const names = this.stageNames();
        fill(
          stages,
          words.textStagesTable,
          [words.textBuild, ...names],
          this.points,
          point => [{ content: this.build(point) }, ...names.map(name => this.bytes(this.stageBytes(point, name)))],
          words.textMore,
        );
      }
    }
  }

  function start() {
    document.querySelectorAll(".image-size-trend").forEach(root => new SizeTrend(root));
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
