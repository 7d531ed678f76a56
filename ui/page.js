(() => {
  // Removing an absent class is a change, too, and would call the observer for ever: look first.
  const light = () => { if (document.body && document.body.classList.contains("dark")) document.body.classList.remove("dark"); };
  new MutationObserver(light).observe(document.documentElement, { subtree: true, attributeFilter: ["class"] });
  // The radios of one group share a name, so that arrow keys move between them.
  const group = () => document.querySelectorAll("#ga-persona input[type=radio]").forEach((radio) => { radio.name = "reader"; });
  new MutationObserver(group).observe(document.documentElement, { subtree: true, childList: true });
  let opener = null;
  const close = () => {
    const source = document.getElementById("ga-source");
    if (source) source.classList.remove("ga-open");
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  };
  document.addEventListener("click", async (event) => {
    const chip = event.target.closest ? event.target.closest('a[href^="#cite-"]') : null;
    if (event.target.closest && event.target.closest(".ga-close")) { close(); return; }
    if (!chip) return;
    event.preventDefault();
    opener = chip;
    const ref = decodeURIComponent(chip.getAttribute("href").slice(6));
    const reply = await fetch("/api/passage?ref=" + encodeURIComponent(ref)).catch(() => ({ ok: false }));
    const holder = document.querySelector("#ga-source .ga-holder");
    if (!holder) return;
    holder.innerHTML = reply.ok ? await reply.text() : "The source could not be opened. Try again.";
    document.getElementById("ga-source").classList.add("ga-open");
    const mark = holder.querySelector("mark");
    if (mark) mark.scrollIntoView({ block: "nearest" });
    const head = holder.querySelector("h2");
    if (head) head.focus({ preventScroll: true });
  });
  // A determination belongs to the record that it was made on: an edit marks it until it is made again.
  const stale = (on) => { const made = document.getElementById("ga-determination"); if (made) made.classList.toggle("ga-stale", on); };
  document.addEventListener("input", (event) => { if (event.target.closest && event.target.closest("#ga-record")) stale(true); });
  document.addEventListener("click", (event) => { if (event.target.closest && event.target.closest("#ga-check")) stale(false); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
})();
