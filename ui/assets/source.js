// One scheme for every link to a clause: it opens in the panel with its words marked; Escape leads back.
(() => {
  let opener = null, blank = null;
  const panel = () => document.getElementById("ga-source");
  const close = () => {
    const source = panel();
    if (source) source.classList.remove("ga-open");
    document.body.classList.remove("ga-with-source");
    document.querySelectorAll(".ga-current").forEach((one) => one.classList.remove("ga-current"));
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  };
  const open = async (link) => {
    opener = link;
    const ref = decodeURIComponent(link.getAttribute("href").slice(6));
    const reply = await fetch("/api/passage?ref=" + encodeURIComponent(ref)).catch(() => ({ ok: false }));
    const holder = document.querySelector("#ga-source .ga-holder");
    if (!holder) return;
    if (blank === null) blank = holder.innerHTML;
    if (reply.ok) holder.innerHTML = await reply.text();
    else holder.textContent = window.gaWords.unreachable;
    document.querySelectorAll(".ga-current").forEach((one) => one.classList.remove("ga-current"));
    link.classList.add("ga-current");
    document.body.classList.add("ga-with-source");
    panel().classList.add("ga-open");
    const page = holder.querySelector(".ga-page"), here = holder.querySelector(".ga-here");
    const frame = holder.querySelector(".ga-panel");
    if (page && here) for (const box of [page, frame]) {
      const room = box.scrollHeight - box.clientHeight;
      if (room > 0) { box.scrollTop = 0; box.scrollTop = here.getBoundingClientRect().top - box.getBoundingClientRect().top - 48; break; }
    }
    const head = holder.querySelector("h2");
    if (head) head.focus({ preventScroll: true });
  };
  document.addEventListener("click", (event) => {
    if (!event.target.closest) return;
    if (event.target.closest(".ga-close")) { close(); return; }
    if (event.target.closest("#ga-anew") && blank !== null) { opener = null; close(); document.querySelector("#ga-source .ga-holder").innerHTML = blank; return; }
    const link = event.target.closest('a[href^="#cite-"]');
    if (link) { event.preventDefault(); open(link); }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
})();
