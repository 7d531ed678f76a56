// The form of a case: handed in as pairs, marked as changed on every edit, tied to the words of the record.
(() => {
  const form = () => document.getElementById("ga-form");
  const near = (event, what) => (event.target.closest ? event.target.closest(what) : null);
  const stale = (on) => {
    document.body.classList.toggle("ga-case-changed", on);
    const build = document.querySelector("#ga-build-report");
    if (build) { build.disabled = on; build.setAttribute("aria-disabled", on ? "true" : "false"); }
  };
  window.gaForm = () => JSON.stringify(form() ? [...new FormData(form()).entries()] : []);
  window.gaChecked = (show) => {
    const wrong = document.querySelector("#ga-form .ga-field-wrong");
    stale(wrong !== null);  // a form that cannot be read was not judged: what stands below is the last one
    if (wrong) { const field = wrong.closest(".ga-field"); field.scrollIntoView({ block: "center" }); const box = field.querySelector("input, select"); if (box) box.focus({ preventScroll: true }); return; }
    const head = document.querySelector("#ga-determination h2");
    if (show && head) { head.focus({ preventScroll: true }); head.closest(".ga-banner").scrollIntoView({ block: "start" }); }
  };
  const edited = (event) => {
    if (!near(event, "#ga-form, #ga-record")) return;
    const field = near(event, ".ga-field");
    if (!(event.target.name || "").startsWith("ok:")) {
      stale(true);
      if (field && field.classList.contains("ga-read")) { field.classList.add("ga-corrected"); const ok = field.querySelector(".ga-confirm input"); if (ok) ok.checked = false; }
    }
  };
  document.addEventListener("input", edited);
  document.addEventListener("change", edited);
  document.addEventListener("submit", (event) => { if (event.target.id === "ga-form") event.preventDefault(); });
  const flash = (target) => {
    document.querySelectorAll(".ga-flash").forEach((one) => one.classList.remove("ga-flash"));
    target.classList.add("ga-flash");
    target.scrollIntoView({ block: "center" });
  };
  document.addEventListener("click", (event) => {
    const add = near(event, ".ga-add"), remove = near(event, ".ga-remove"), all = near(event, "#ga-confirm-all");
    const link = near(event, 'a[href^="#m-"], a[href^="#q-"]');
    if (add) {
      const list = add.closest(".ga-entries"), card = list.querySelector("template").content.firstElementChild.cloneNode(true);
      const number = Number(list.dataset.next);
      list.dataset.next = String(number + 1);
      card.querySelectorAll("[name]").forEach((box) => { box.name = box.name.replace("__n__", String(number)); });
      add.before(card); card.querySelector("input, select").focus(); stale(true);
    }
    if (remove) { const list = remove.closest(".ga-entries"); remove.closest(".ga-entry").remove(); list.querySelector(".ga-add").focus(); stale(true); }
    if (all) document.querySelectorAll("#ga-form .ga-confirm input").forEach((box) => { box.checked = true; });
    if (link) {
      event.preventDefault();
      const target = document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
      if (!target) return;
      for (const fold of [target.querySelector("details"), target.closest("details")]) if (fold) fold.open = true;
      if (target.matches(".ga-field")) { flash(target); const box = target.querySelector("input, select"); if (box) box.focus({ preventScroll: true }); }
      else { const mark = target.nextElementSibling || target; flash(mark); target.focus({ preventScroll: true }); }
    }
  });
})();
