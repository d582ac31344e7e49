/* Shows, of the fields of a gate that belong to one metric, those of the metric that is chosen. */
Behaviour.specify(".quality-gate", "quality-gate", 0, gate => {
  const metric = gate.querySelector("select[name$='metric']");
  const show = () =>
    gate.querySelectorAll("[data-metric]").forEach(field => {
      field.hidden = field.dataset.metric !== metric.value;
    });
  metric.addEventListener("filled", show);
  metric.addEventListener("change", () => {
    show();
    // What nobody sees must not be submitted.
    gate.querySelectorAll("[data-metric][hidden] input").forEach(input => {
      input.value = "";
    });
  });
  show();
});
