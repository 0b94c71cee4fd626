"use strict";
const talk = (() => {
  const slides = [...document.querySelectorAll(".s")], status = document.querySelector(".status");
  const calm = matchMedia("(prefers-reduced-motion: reduce)"), watchers = [];
  let at = 0, step = 0, digits = "", past = [], running = [];
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

  /* what is shown of a slide at a step */
  const stand = (slide, step) => {
    slide.querySelectorAll("[data-step]").forEach(item => item.classList.toggle("later", +item.dataset.step > step));
    slide.querySelectorAll("[data-dim]").forEach(item => item.classList.toggle("dim",
      item.dataset.dim.split(" ").some(range => { const [a, b] = range.split("-"); return +a <= step && step < +b; })));
  };

  /* ---- how one slide follows another; going back, the change that led here is undone */
  const still = () => { running.forEach(one => one.cancel()); running = []; slides.forEach(slide => slide.classList.remove("was")); };
  const moves = {
    fade: () => [null, [{ opacity: 0 }, { opacity: 1 }]],
    push: way => [[{ transform: "none" }, { transform: `translateX(${-100 * way}%)` }], [{ transform: `translateX(${100 * way}%)` }, { transform: "none" }]],
    cover: way => way > 0 ? [null, [{ transform: "translateX(100%)" }, { transform: "none" }]] : [[{ transform: "none" }, { transform: "translateX(100%)" }], null],
    wipe: way => [null, [{ clipPath: way > 0 ? "inset(0 100% 0 0)" : "inset(0 0 0 100%)" }, { clipPath: "inset(0)" }]],
    zoom: way => way > 0 ? [null, [{ opacity: 0, transform: "scale(.7)" }, { opacity: 1, transform: "none" }]]
      : [[{ opacity: 1, transform: "none" }, { opacity: 0, transform: "scale(.7)" }], null],
  };
  const change = (before, after) => {
    const forward = slides.indexOf(after) > slides.indexOf(before);
    const undone = slides.indexOf(before) === slides.indexOf(after) + 1 ? before : after;
    const [kind, ms] = (undone.dataset.t || "").split(" ");
    if (!moves[kind] || calm.matches || document.hidden) return;
    const how = moves[kind](forward ? 1 : -1);
    before.classList.add("was");
    before.style.zIndex = how[1] ? 0 : 2;
    running = [before, after].flatMap((slide, i) => how[i] ? [slide.animate(how[i], { duration: +ms, easing: "ease-in-out" })] : []);
    Promise.all(running.map(one => one.finished)).then(still, () => {});
  };

  const show = () => {
    const before = document.querySelector(".s.now"), now = slides[at];
    still();
    slides.forEach((slide, i) => slide.classList.toggle("now", i === at));
    stand(now, small() ? 1e9 : step);
    (small() ? slides : [now]).forEach(fit);
    if (before && before !== now && !small()) change(before, now);
    films(now);
    history.replaceState(null, "", "#" + now.id);
    document.title = document.title.replace(/^(\d+\/\d+ · )?/, (at + 1) + "/" + slides.length + " · ");
    if (before !== now) status.textContent = now.getAttribute("aria-label");
    watchers.forEach(watcher => watcher());
  };
  const go = (i, s) => {
    at = Math.max(0, Math.min(slides.length - 1, i));
    step = Math.max(0, Math.min(steps(at), s));
    show();
  };
  const jump = (i, s) => { past.push([at, step]); go(i, s); };
  const next = () => step < steps(at) ? go(at, step + 1) : at + 1 < slides.length && go(at + 1, 0);
  const back = () => step > 0 ? go(at, step - 1) : at > 0 && go(at - 1, steps(at - 1));
  const named = id => slides.findIndex(slide => slide.id === id);
  const cover = color => {
    const body = document.body;
    body.dataset.cover = body.dataset.cover === color ? "" : color;
    watchers.forEach(watcher => watcher());
  };
  const leave = () => { digits = ""; if (document.body.dataset.cover) cover(document.body.dataset.cover); };

  /* all slides, small: arrows and Enter, or a click */
  const root = document.documentElement;
  const overview = () => {
    still();
    if (root.classList.toggle("all")) slides.forEach(slide => stand(slide, 1e9));
    show();
    slides[at].scrollIntoView({ block: "center" });
  };
  const small = () => root.classList.contains("all");
  const across = () => slides.findIndex(slide => slide.offsetTop > slides[0].offsetTop + 2);
  const walk = by => { at = Math.max(0, Math.min(slides.length - 1, at + by)); step = 0; show(); slides[at].scrollIntoView({ block: "nearest" }); };
  const grid = {
    ArrowRight: () => walk(1), ArrowLeft: () => walk(-1), ArrowDown: () => walk(Math.max(1, across())), ArrowUp: () => walk(-Math.max(1, across())),
    Home: () => walk(-1e9), End: () => walk(1e9), Enter: overview, " ": overview, Escape: overview, o: overview, g: overview,
  };

  /* the keys of the program's own show */
  const keys = {
    ArrowRight: next, ArrowDown: next, PageDown: next, " ": next, n: next,
    ArrowLeft: back, ArrowUp: back, PageUp: back, Backspace: back, p: back,
    Home: () => jump(0, 0), End: () => jump(slides.length - 1, 1e9),
    b: () => cover("black"), ".": () => cover("black"), w: () => cover("white"), ",": () => cover("white"),
    o: overview, g: overview,
    f: () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
    Escape: leave, Enter: () => digits ? jump(digits - 1, 0) : next(),
  };
  const shifted = { PageDown: () => go(at + 1, 0), PageUp: () => go(at - 1, 0), " ": back };
  const pressed = event => {
    if (event.altKey && event.key === "ArrowLeft" && past.length) { event.preventDefault(); go(...past.pop()); return; }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const inside = event.target.closest && event.target.closest("a,video,audio,button");
    if (inside && (event.key === "Enter" || event.key === " ")) return;
    if (/^[0-9]$/.test(event.key)) { digits = (digits + event.key).slice(-5); return; }
    const act = small() ? grid[event.key] : event.shiftKey && shifted[event.key] || keys[event.key] || keys[event.key.toLowerCase()];
    if (act) { event.preventDefault(); act(); }
    digits = "";
  };
  addEventListener("keydown", pressed);
  addEventListener("click", event => {
    if (small()) {
      const slide = event.target.closest(".s") || document.elementsFromPoint(event.clientX, event.clientY).find(one => one.matches(".s"));
      if (slide) { event.preventDefault(); past.push([at, step]); at = slides.indexOf(slide); step = 0; overview(); }
      return;
    }
    if (!event.target.closest("a,video,audio") && getSelection().isCollapsed) event.clientX < innerWidth / 4 ? back() : next();
  });
  let from = null;
  addEventListener("touchstart", event => { from = event.touches.length === 1 ? event.touches[0].clientX : null; }, { passive: true });
  addEventListener("touchend", event => {
    const moved = from === null ? 0 : event.changedTouches[0].clientX - from;
    if (Math.abs(moved) > 40) moved < 0 ? next() : back();
  });
  addEventListener("hashchange", () => { const i = named(location.hash.slice(1)); if (i >= 0 && i !== at) jump(i, 0); });
  addEventListener("beforeprint", () => {
    still();
    slides.forEach(slide => { slide.style.display = "block"; fit(slide); slide.style.display = ""; });
  });

  document.documentElement.classList.add("live");
  go(Math.max(0, named(location.hash.slice(1))), 0);
  return {
    slides, keys, pressed, stand, steps, next, back,
    place: () => [at, step],
    covered: () => document.body.dataset.cover || "",
    watch: watcher => { watchers.push(watcher); },
  };
})();
