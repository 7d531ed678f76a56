// What Gradio leaves out for keyboards and screen readers.
(() => {
  // The page is light by design: the class of a dark system is taken off. Removing an absent class would be a change, too.
  const light = () => { const body = document.body; if (body && body.classList.contains("dark")) body.classList.remove("dark"); };
  new MutationObserver(light).observe(document.documentElement, { subtree: true, attributeFilter: ["class"] });
  const set = (node, name, value) => { if (node && node.getAttribute(name) !== value) node.setAttribute(name, value); };
  // Radios of one group share a name, so that arrow keys move between them, and the group has its question as a name.
  const radios = () => document.querySelectorAll("#ga-persona, #ga-docs-view").forEach((block) => {
    const words = block.querySelector("[data-testid=block-info]"), group = block.querySelector(".wrap:has(input)");
    block.querySelectorAll("input[type=radio]").forEach((radio) => { if (radio.name !== block.id) radio.name = block.id; });
    set(group, "role", "radiogroup");
    if (words) set(group, "aria-label", words.textContent.trim());
  });
  window.gaView = () => { const now = document.querySelector("#ga-docs-view input:checked"); if (now) document.body.dataset.docs = now.value; };
  // Messages carry their own markup as a label; the log says when it is busy.
  const messages = () => {
    const chat = document.getElementById("ga-chat");
    if (!chat) return;
    chat.querySelectorAll("[data-testid][aria-label]").forEach((node) => node.removeAttribute("aria-label"));
    chat.querySelectorAll("a.ga-chip").forEach((chip) => set(chip, "aria-label", chip.title || chip.textContent));
    const log = chat.querySelector("[role=log]");
    set(log, "aria-busy", chat.querySelector(".ga-busy") ? "true" : "false");
  };
  const tab = () => {
    const now = document.querySelector("#ga-tabs button[role=tab][aria-selected=true]");
    if (now && document.body) set(document.body, "data-tab", now.textContent.trim().toLowerCase());
  };
  const useful = () => document.querySelectorAll(".ga-feedback").forEach((row) => {
    set(row, "role", "group"); set(row, "aria-labelledby", "ga-useful");
  });
  let waiting = false;
  const all = () => { waiting = false; radios(); messages(); tab(); useful(); };
  new MutationObserver(() => { if (!waiting) { waiting = true; requestAnimationFrame(all); } })
    .observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-selected"] });
  // Arrow keys move between tabs.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const here = event.target.closest ? event.target.closest("#ga-tabs button[role=tab]") : null;
    if (!step || !here) return;
    const tabs = [...here.parentElement.querySelectorAll("button[role=tab]")];
    const next = tabs[(tabs.indexOf(here) + step + tabs.length) % tabs.length];
    next.focus(); next.click(); event.preventDefault();
  });
})();
