"use strict";
(() => {
  const slides = [...document.querySelectorAll(".s")];
  let at = 0, step = 0, digits = "";
  const steps = i => +slides[i].dataset.steps;

  /* lines as wide as they were set, though this machine's fonts may differ a little */
  const fit = slide => {
    if (slide.dataset.fitted) return;
    slide.dataset.fitted = "1";
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const lines = [...slide.querySelectorAll(".l[data-w]")];
    const widths = lines.map(line => line.offsetWidth && line.getBoundingClientRect().width);
    lines.forEach((line, i) => {
      const ratio = widths[i] ? line.dataset.w * rem / widths[i] : 1;
      if (ratio > 0.5 && ratio < 2 && Math.abs(ratio - 1) > 0.002) line.style.transform = "scaleX(" + ratio + ")";
    });
  };

  /* films of this slide that begin by themselves do so once; those of other slides stop */
  const films = now => document.querySelectorAll("video,audio").forEach(film => {
    if (!now.contains(film) || film.classList.contains("later")) { film.pause(); film.dataset.begun = ""; }
    else if ("auto" in film.dataset && !film.dataset.begun) { film.dataset.begun = "1"; film.play().catch(() => {}); }
  });

  const show = () => {
    slides.forEach((slide, i) => slide.classList.toggle("now", i === at));
    const now = slides[at];
    now.querySelectorAll("[data-step]").forEach(item => item.classList.toggle("later", +item.dataset.step > step));
    now.querySelectorAll("[data-dim]").forEach(item => item.classList.toggle("dim",
      item.dataset.dim.split(" ").some(range => { const [a, b] = range.split("-"); return +a <= step && step < +b; })));
    fit(now);
    films(now);
    history.replaceState(null, "", "#" + now.id);
    document.title = document.title.replace(/^(\d+\/\d+ · )?/, (at + 1) + "/" + slides.length + " · ");
  };
  const go = (i, s) => {
    at = Math.max(0, Math.min(slides.length - 1, i));
    step = Math.max(0, Math.min(steps(at), s));
    show();
  };
  const next = () => step < steps(at) ? go(at, step + 1) : at + 1 < slides.length && go(at + 1, 0);
  const back = () => step > 0 ? go(at, step - 1) : at > 0 && go(at - 1, steps(at - 1));
  const named = id => slides.findIndex(slide => slide.id === id);

  const keys = {
    ArrowRight: next, ArrowDown: next, PageDown: next, " ": next, n: next,
    ArrowLeft: back, ArrowUp: back, PageUp: back, Backspace: back, p: back,
    Home: () => go(0, 0), End: () => go(slides.length - 1, 1e9),
    f: () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
    Enter: () => digits ? go(digits - 1, 0) : next(),
  };
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && document.activeElement && document.activeElement.href) return;
    if (/^[0-9]$/.test(event.key)) { digits = (digits + event.key).slice(-5); return; }
    const act = event.key === " " && event.shiftKey ? back : keys[event.key];
    if (act) { event.preventDefault(); act(); }
    digits = "";
  });
  addEventListener("click", event => {
    if (!event.target.closest("a,video,audio") && getSelection().isCollapsed) event.clientX < innerWidth / 4 ? back() : next();
  });
  let from = null;
  addEventListener("touchstart", event => { from = event.touches.length === 1 ? event.touches[0].clientX : null; }, { passive: true });
  addEventListener("touchend", event => {
    const moved = from === null ? 0 : event.changedTouches[0].clientX - from;
    if (Math.abs(moved) > 40) moved < 0 ? next() : back();
  });
  addEventListener("hashchange", () => { const i = named(location.hash.slice(1)); if (i >= 0 && i !== at) go(i, 0); });
  addEventListener("beforeprint", () => {
    slides.forEach(slide => { slide.style.display = "block"; fit(slide); slide.style.display = ""; });
  });

  document.documentElement.classList.add("live");
  go(Math.max(0, named(location.hash.slice(1))), 0);
})();
