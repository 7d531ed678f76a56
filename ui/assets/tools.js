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
      said(done ? "Copied with its sources." : "The browser does not allow copying here. Use Save or print.");
    }
    const prints = target && target.closest(".ga-prints");
    if (prints) { const frame = prints.nextElementSibling; frame.contentWindow.focus(); frame.contentWindow.print(); }
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
