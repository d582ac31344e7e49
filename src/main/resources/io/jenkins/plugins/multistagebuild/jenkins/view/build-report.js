/* The charts of a report, out of the same document that other programs read. */
(function () {
  "use strict";

  const { size, say, element } = window.multiStageBuildFigures;
  const { colour, stageColour, onNewColours } = window.multiStageBuildTrendChart;
  const { FileTable } = window.multiStageBuildFileTable;
  /** Below this share of the whole, files of a directory are one rectangle. */
  const SMALLEST = 0.0008;

  function tip(heading, ...lines) {
    const made = element("div", { class: "image-size__tip" }, element("strong", {}, heading));
    lines.filter(Boolean).forEach(line => made.append(element("div", {}, line)));
    return made;
  }

  /** What the charts of a page have in common. */
  class Report {
    constructor(root, document) {
      this.root = root;
      this.report = document;
      this.text = (name, ...values) => say(root.dataset["text" + name], ...values);
      this.charts = [];
    }

    span(millis) {
      const seconds = millis / 1000;
      if (seconds < 60) {
        return this.text("Seconds", seconds < 10 ? seconds.toFixed(1) : Math.round(seconds));
      }
      return this.text("Minutes", Math.floor(seconds / 60), String(Math.round(seconds % 60)).padStart(2, "0"));
    }

    label(stage) {
      return stage.name === null ? this.text("Stage", stage.index) : stage.name;
    }

    chart(name, words) {
      const holder = this.root.querySelector("[data-chart='" + name + "']");
      const chart = window.echarts.init(holder);
      holder.setAttribute("role", "img");
      holder.setAttribute("aria-label", words);
      new ResizeObserver(() => chart.resize()).observe(holder);
      this.charts.push({ holder, chart });
      return { holder, chart };
    }

    tooltip(holder) {
      const text = colour("--text-color", holder);
      return { confine: true, backgroundColor: colour("--background", holder), borderColor: colour("--jenkins-border-color", holder), textStyle: { color: text } };
    }

    hide(name) {
      this.root.querySelector("[data-chart='" + name + "']").hidden = true;
    }

    dispose() {
      this.charts.forEach(({ chart }) => chart.dispose());
      this.charts = [];
    }

    draw() {
      this.dispose();
      this.timeline();
      this.layers();
      this.treemap();
    }

    /** A bar for each stage that ran, what it waited for before it, and a line for what it handed on. */
    timeline() {
      const ran = this.report.stages.filter(stage => stage.startMillis !== null).sort((a, b) => a.startMillis - b.startMillis);
      if (ran.length === 0) {
        this.hide("timeline");
        return;
      }
      const holder = this.root.querySelector("[data-chart='timeline']");
      holder.style.height = 60 + ran.length * 34 + "px";
      const { chart } = this.chart("timeline", this.text("Timeline"));
      const critical = new Set(this.root.dataset.critical.split(",").filter(Boolean).map(Number));
      const row = new Map(ran.map((stage, place) => [stage.index, place]));
      const text = colour("--text-color", holder);
      const faint = colour("--text-color-secondary", holder);
      const fill = colour("--blue", holder);
      const marked = colour("--orange", holder);
      const line = colour("--jenkins-border-color", holder);
      const bar = (params, api) => {
        const place = api.value(0);
        const from = api.coord([api.value(1), place]);
        const to = api.coord([api.value(2), place]);
        const height = Math.min(20, api.size([0, 1])[1] * 0.6);
        return { type: "rect", shape: { x: from[0], y: from[1] - height / 2, width: Math.max(2, to[0] - from[0]), height, r: 3 }, style: api.style() };
      };
      chart.setOption({
        animation: false,
        textStyle: { fontFamily: getComputedStyle(holder).fontFamily, color: text },
        grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
        tooltip: { trigger: "item", ...this.tooltip(holder), formatter: shown => shown.data.tip() },
        xAxis: { type: "value", min: 0, axisLabel: { color: faint, formatter: millis => this.span(millis), hideOverlap: true, alignMaxLabel: "right" }, splitLine: { lineStyle: { color: line } } },
        yAxis: { type: "category", inverse: true, data: ran.map(stage => this.label(stage)), axisLabel: { color: text, width: 140, overflow: "truncate" }, axisTick: { show: false }, axisLine: { lineStyle: { color: line } } },
        series: [
          {
            type: "custom",
            renderItem: bar,
            encode: { x: [1, 2], y: 0 },
            itemStyle: { color: faint, opacity: 0.35 },
            data: ran
              .filter(stage => stage.queueMillis)
              .map(stage => ({ value: [row.get(stage.index), Math.max(0, stage.startMillis - stage.queueMillis), stage.startMillis], tip: () => this.stageTip(stage, critical) })),
          },
          {
            type: "custom",
            renderItem: bar,
            encode: { x: [1, 2], y: 0 },
            data: ran.map(stage => ({
              value: [row.get(stage.index), stage.startMillis, stage.startMillis + stage.durationMillis],
              itemStyle: { color: critical.has(stage.index) ? marked : fill },
              tip: () => this.stageTip(stage, critical),
            })),
          },
          {
            type: "lines",
            coordinateSystem: "cartesian2d",
            lineStyle: { color: faint, width: 1.5, curveness: 0.2, opacity: 0.8 },
            symbol: ["none", "arrow"],
            symbolSize: 7,
            data: this.edges(ran, row),
          },
        ],
      });
    }

    edges(ran, row) {
      return ran.flatMap(stage =>
        stage.inputs
          .map(input => [input, this.report.stages[input.stage]])
          .filter(([, source]) => row.has(source.index))
          .map(([input, source]) => ({
            coords: [
              [source.startMillis + source.durationMillis, row.get(source.index)],
              [stage.startMillis, row.get(stage.index)],
            ],
            tip: () => tip(this.label(source) + " → " + this.label(stage), ...this.handed(source, input)),
          })),
      );
    }

    handed(source, input) {
      return input.paths.map(path => {
        const output = source.outputs.find(one => one.path === path);
        return path + (output ? ": " + size(output.bytes) : "");
      });
    }

    stageTip(stage, critical) {
      return tip(
        this.label(stage),
        this.text("Duration") + ": " + this.span(stage.durationMillis),
        stage.queueMillis ? this.text("Queue") + ": " + this.span(stage.queueMillis) : "",
        stage.agent ? this.text("Agent") + ": " + stage.agent : "",
        stage.outputs.length > 0 ? this.text("Handed") + ": " + size(stage.outputBytes) : "",
        critical.has(stage.index) ? this.text("Critical") : "",
      );
    }

    layers() {
      const layers = this.report.image.layers;
      const holder = this.root.querySelector("[data-chart='layers']");
      if (layers.length === 0) {
        this.hide("layers");
        return;
      }
      holder.style.height = 40 + layers.length * 26 + "px";
      const { chart } = this.chart("layers", this.text("Layers"));
      const text = colour("--text-color", holder);
      const faint = colour("--text-color-secondary", holder);
      chart.setOption({
        animation: false,
        textStyle: { fontFamily: getComputedStyle(holder).fontFamily, color: text },
        grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
        tooltip: { trigger: "axis", axisPointer: { type: "none" }, ...this.tooltip(holder), formatter: shown => this.layerTip(layers[shown[0].dataIndex]) },
        xAxis: { type: "value", axisLabel: { color: faint, formatter: size, hideOverlap: true }, splitLine: { lineStyle: { color: colour("--jenkins-border-color", holder) } } },
        yAxis: { type: "category", inverse: true, data: layers.map(layer => String(layer.index)), axisLabel: { color: text }, axisTick: { show: false } },
        series: [{ type: "bar", barMaxWidth: 18, data: layers.map(layer => layer.uncompressedBytes), itemStyle: { color: colour("--blue", holder), borderRadius: 3 } }],
      });
    }

    layerTip(layer) {
      return tip(this.text("Layer") + " " + layer.index + ": " + size(layer.uncompressedBytes), layer.instruction.slice(0, 300));
    }

    /** All files, or the largest where the report lists no more: [path, bytes, layer]. */
    files() {
      if (!this.listed) {
        const groups = this.report.image.files;
        this.listed = groups
          ? Object.entries(groups).flatMap(([directory, names]) => names.map(([name, bytes, layer]) => [(directory === "/" ? "" : directory) + "/" + name, bytes, layer]))
          : this.report.image.largestFiles.map(file => [file.path, file.bytes, file.layer]);
        this.listed.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      }
      return this.listed;
    }

    treemap() {
      const whole = this.files().reduce((sum, file) => sum + file[1], 0);
      if (whole === 0) {
        this.hide("treemap");
        return;
      }
      const { holder, chart } = this.chart("treemap", this.text("Treemap"));
      const tree = this.tree(whole, holder);
      chart.setOption({
        animation: false,
        textStyle: { fontFamily: getComputedStyle(holder).fontFamily },
        tooltip: { ...this.tooltip(holder), formatter: shown => tip(shown.treePathInfo.map(one => one.name).join("/") || "/", size(shown.value)) },
        series: [
          {
            type: "treemap",
            name: "/",
            data: tree,
            roam: false,
            leafDepth: 3,
            left: 0,
            right: 0,
            top: 0,
            bottom: 40,
            breadcrumb: { bottom: 0, itemStyle: { color: colour("--item-background--hover", holder), textStyle: { color: colour("--text-color", holder) } } },
            label: { color: "#fff", textShadowColor: "#000", textShadowBlur: 2, lineHeight: 16, formatter: shown => shown.name + "\n" + size(shown.value) },
            upperLabel: { show: true, height: 20, color: colour("--text-color", holder), formatter: shown => shown.name + " " + size(shown.value) },
            itemStyle: { borderColor: colour("--background", holder), gapWidth: 1 },
            levels: [{ itemStyle: { gapWidth: 2 } }, { colorSaturation: [0.35, 0.6], itemStyle: { gapWidth: 1, borderWidth: 1 } }, { colorSaturation: [0.35, 0.6] }],
          },
        ],
      });
    }

    /** Directories and files as the chart wants them, small ones of a directory together. */
    tree(whole, holder) {
      const root = { children: new Map(), value: 0 };
      this.files().forEach(([path, bytes]) => {
        let at = root;
        path.slice(1).split("/").forEach(name => {
          if (!at.children.has(name)) {
            at.children.set(name, { name, children: new Map(), value: 0 });
          }
          at = at.children.get(name);
          at.value += bytes;
        });
      });
      const prune = node => {
        const children = [...node.children.values()].sort((a, b) => b.value - a.value);
        const shown = children.filter(child => child.value >= whole * SMALLEST).map(child => ({ name: child.name, value: child.value, ...(child.children.size > 0 ? { children: prune(child) } : {}) }));
        const rest = children.filter(child => child.value < whole * SMALLEST).reduce((sum, child) => sum + child.value, 0);
        return rest > 0 ? [...shown, { name: this.text("Others"), value: rest }] : shown;
      };
      return prune(root).map((child, place) => ({ ...child, itemStyle: { color: stageColour(place, holder) } }));
    }
  }

  async function show(root) {
    const found = root.querySelector("[data-found='files']");
    const response = await fetch(root.dataset.url, { headers: { Accept: "application/json" } });
    if (!response.ok) {
      found.textContent = root.dataset.textUnreachable;
      return;
    }
    const report = new Report(root, await response.json());
    new FileTable(report);
    report.draw();
    onNewColours(() => report.draw());
    root.dataset.shown = "true";
  }

  function start() {
    document.querySelectorAll(".image-size").forEach(root =>
      show(root).catch(() => {
        root.querySelector("[data-found='files']").textContent = root.dataset.textUnreachable;
      }),
    );
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
