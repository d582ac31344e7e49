/* A chart of builds from left to right, in the colours of the theme, that can be used without a mouse. */
window.multiStageBuildTrendChart = (function () {
  "use strict";

  const { size, time, element } = window.multiStageBuildFigures;
  const PALETTE = ["--blue", "--orange", "--teal", "--indigo", "--pink", "--green", "--brown", "--cyan", "--purple", "--yellow"];

  /** A colour as the browser draws it: themes write them in ways that the chart library does not know. */
  function colour(name, holder) {
    const probe = element("span", {});
    // A theme of the system would make all colours the same; what it has for text and lines is named in the style sheet.
    probe.style.forcedColorAdjust = "none";
    probe.style.color = "var(" + name + ", #36c)";
    holder.append(probe);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    probe.remove();
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    return "rgba(" + red + "," + green + "," + blue + "," + alpha / 255 + ")";
  }

  /** Calls back when the colours of the page change while it is open: the system's, or those that its reader chooses in Jenkins. */
  function onNewColours(redraw) {
    ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-contrast: more)"].forEach(query =>
      window.matchMedia(query).addEventListener("change", () => requestAnimationFrame(redraw)),
    );
    new MutationObserver(redraw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  }

  function stageColour(place, holder) {
    return colour(PALETTE[place % PALETTE.length], holder);
  }

  function number(point) {
    return "#" + point.build;
  }

  /**
   * Draws into an element.
   *
   * settings.points: what the places from left to right are
   * settings.series: of the chart library, each with its data
   * settings.label: what a screen reader says
   * settings.open: called with the point that was chosen
   * settings.compact: whether to save room
   */
  class TrendChart {
    constructor(holder, settings) {
      this.holder = holder;
      this.settings = settings;
      this.place = -1;
      this.chart = window.echarts.init(holder);
      holder.tabIndex = 0;
      holder.setAttribute("role", "application");
      holder.setAttribute("aria-label", settings.label);
      holder.addEventListener("keydown", event => this.key(event));
      holder.addEventListener("blur", () => this.chart.dispatchAction({ type: "hideTip" }));
      this.spoken = element("div", { class: "jenkins-visually-hidden", "aria-live": "polite" });
      holder.after(this.spoken);
      this.chart.getZr().on("click", event => this.click(event));
      this.chart.getZr().on("mousemove", event => this.chart.getZr().setCursorStyle(this.at(event) < 0 ? "default" : "pointer"));
      new ResizeObserver(() => this.chart.resize()).observe(holder);
      this.draw();
    }

    draw() {
      const { points, series, compact } = this.settings;
      const text = colour("--text-color", this.holder);
      const faint = colour("--image-size-axis", this.holder);
      const line = colour("--jenkins-border-color", this.holder);
      this.chart.setOption(
        {
          animation: false,
          textStyle: { fontFamily: getComputedStyle(this.holder).fontFamily, color: text },
          grid: { left: 8, right: 16, top: 16, bottom: compact ? 8 : points.length > 60 ? 52 : 12, containLabel: true },
          tooltip: {
            trigger: "axis",
            confine: true,
            backgroundColor: colour("--background", this.holder),
            borderColor: line,
            textStyle: { color: text },
            axisPointer: { lineStyle: { color: faint } },
            formatter: shown => this.tip(shown),
          },
          xAxis: {
            type: "category",
            data: points.map(number),
            boundaryGap: series.some(one => one.type === "bar"),
            axisLabel: { color: faint, hideOverlap: true },
            axisLine: { lineStyle: { color: faint } },
            axisTick: { show: false },
          },
          yAxis: {
            type: "value",
            axisLabel: { color: faint, formatter: size },
            splitLine: { lineStyle: { color: line } },
            splitNumber: compact ? 3 : 5,
          },
          dataZoom: compact || points.length <= 60 ? [] : [{ type: "slider", height: 24, bottom: 8, textStyle: { color: faint }, labelFormatter: (place) => points[place] ? number(points[place]) : "" }],
          series,
        },
        true,
      );
    }

    tip(shown) {
      const point = this.settings.points[shown[0].dataIndex];
      const tip = element("div", { class: "image-size-trend__tip" });
      tip.append(element("div", { class: "image-size-trend__tip-heading" }, number(point) + " · " + time(point.time)));
      shown
        .filter(one => one.value !== null && one.value !== undefined && one.value !== "-")
        .forEach(one => tip.append(element("div", {}, one.seriesName), element("div", { class: "image-size-trend__tip-number" }, size(one.value))));
      const gate = this.settings.gateText(point);
      if (gate) {
        tip.append(element("div", { class: "image-size-trend__tip-heading" }, gate));
      }
      return tip;
    }

    at(event) {
      const where = [event.offsetX, event.offsetY];
      if (!this.chart.containPixel("grid", where)) {
        return -1;
      }
      const place = this.chart.convertFromPixel({ xAxisIndex: 0 }, where[0]);
      return place >= 0 && place < this.settings.points.length ? place : -1;
    }

    click(event) {
      const place = this.at(event);
      if (place >= 0) {
        this.settings.open(this.settings.points[place]);
      }
    }

    key(event) {
      const last = this.settings.points.length - 1;
      const from = this.place < 0 ? last + 1 : this.place;
      const places = { ArrowLeft: Math.max(0, from - 1), ArrowRight: Math.min(last, this.place + 1), Home: 0, End: last };
      if (event.key in places) {
        event.preventDefault();
        this.show(places[event.key]);
      } else if (event.key === "Enter" && this.place >= 0) {
        this.settings.open(this.settings.points[this.place]);
      } else if (event.key === "Escape") {
        this.place = -1;
        this.chart.dispatchAction({ type: "hideTip" });
      }
    }

    show(place) {
      this.place = place;
      const series = this.settings.series.findIndex(one => one.data[place] !== null && one.data[place] !== undefined);
      this.chart.dispatchAction({ type: "showTip", seriesIndex: Math.max(0, series), dataIndex: place });
      const point = this.settings.points[place];
      const values = this.settings.series
        .map(one => [one.name, typeof one.data[place] === "object" && one.data[place] ? one.data[place].value : one.data[place]])
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([name, value]) => name + " " + size(value));
      this.spoken.textContent = [number(point), ...values, this.settings.gateText(point)].filter(Boolean).join(", ");
    }

    dispose() {
      this.chart.dispose();
      this.spoken.remove();
    }
  }

  return { TrendChart, colour, stageColour, onNewColours };
})();
