// Copy, print, and where the eye goes when a question is asked.
(() => {
  const said = (words) => { const place = document.querySelector("#ga-thanks"); if (place) { let line = place.querySelector(".ga-js-said"); if (!line) { line = document.createElement("p"); line.className = "ga-said ga-js-said"; line.setAttribute("role", "status"); place.append(line); } line.textContent = words; } };
  const byHand = (text) => {  // pages that are not served from this machine have no clipboard of their own
    const box = document.createElement("textarea");
    box.value = text; box.setAttribute("aria-hidden", "true"); document.body.append(box); box.select();
    const done = document.execCommand("copy"); box.remove();
    return done;
  };
  document.addEventListener("click", async (event) => {
    const target = event.target.closest ? event.target : null;
    if (target && target.closest("#ga-copy")) {
      const text = (document.querySelector("#ga-copy-text pre") || {}).textContent || "";
      const done = await (navigator.clipboard ? navigator.clipboard.writeText(text).then(() => true, () => byHand(text)) : byHand(text));
      said(done ? window.gaWords.copied : window.gaWords.not_copied);
    }
    const prints = target && target.closest(".ga-prints");
    if (prints) { const frame = prints.nextElementSibling; frame.contentWindow.focus(); frame.contentWindow.print(); }
  });
  // Files that are dropped go the way of the button beside.
  const zones = [["#ga-record", "#ga-notes"], ["#ga-docs-indexed", "#ga-upload"]];
  const zone = (event) => (event.target.closest ? zones.find(([place]) => event.target.closest(place)) : null);
  document.addEventListener("dragover", (event) => { if (zone(event)) { event.preventDefault(); event.target.closest(zone(event)[0]).classList.add("ga-drop-here"); } });
  document.addEventListener("dragleave", (event) => { if (zone(event)) event.target.closest(zone(event)[0]).classList.remove("ga-drop-here"); });
  document.addEventListener("drop", (event) => {
    const hit = zone(event);
    if (!hit || !event.dataTransfer || !event.dataTransfer.files.length) return;
    event.preventDefault();
    event.target.closest(hit[0]).classList.remove("ga-drop-here");
    const input = document.querySelector(hit[1]).previousElementSibling;
    if (!input || input.type !== "file") return;
    const one = new DataTransfer();
    [...event.dataTransfer.files].slice(0, input.multiple ? 50 : 1).forEach((file) => one.items.add(file));
    input.files = one.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  window.gaToQuestion = () => {
    const seek = new MutationObserver(() => {
      const asked = [...document.querySelectorAll("#ga-chat .ga-asked")].pop();
      if (!asked || !document.querySelector("#ga-chat .ga-busy")) return;
      seek.disconnect();
      asked.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    });
    const chat = document.getElementById("ga-chat");
    if (chat) seek.observe(chat, { subtree: true, childList: true });
  };
})();
