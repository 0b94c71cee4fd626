/* the speaker's window: the slide, the next one, the notes, the clocks; this page writes in it, it runs nothing itself */
(() => {
  let desk = null, begun = Date.now(), paused = null, size = 20;
  const two = n => String(Math.floor(n)).padStart(2, "0");
  const spent = () => (paused || Date.now()) - begun;
  const told = ms => (ms >= 36e5 ? Math.floor(ms / 36e5) + ":" : "") + two(ms / 6e4 % 60) + ":" + two(ms / 1e3 % 60);
  const part = name => desk.document.querySelector("." + name);

  const clock = () => {
    if (!desk || desk.closed) return;
    const now = new Date();
    part("time").textContent = two(now.getHours()) + ":" + two(now.getMinutes());
    part("spent").textContent = told(spent());
    part("spent").classList.toggle("paused", paused !== null);
  };

  /* a slide of this page, small; its lines were fitted here, so they are the same there */
  const copy = (into, index, step) => {
    into.textContent = "";
    const slide = talk.slides[index];
    if (!slide) return;
    const twin = desk.document.importNode(slide, true);
    twin.removeAttribute("id");
    twin.querySelectorAll("template").forEach(notes => notes.remove());
    twin.querySelectorAll("video,audio").forEach(film => { film.muted = true; film.controls = false; film.removeAttribute("autoplay"); });
    talk.stand(twin, step);
    into.append(twin);
  };

  const refresh = () => {
    if (!desk || desk.closed) return;
    const [at, step] = talk.place(), all = talk.steps(at), last = step === all;
    copy(part("current"), at, step);
    copy(part("following"), last ? at + 1 : at, last ? 0 : step + 1);
    const notes = talk.slides[at].querySelector("template.notes");
    part("notes").textContent = "";
    if (notes) part("notes").append(desk.document.importNode(notes.content, true));
    part("place").textContent = (at + 1) + " / " + talk.slides.length + (all ? " · " + step + " / " + all : "");
    part("covered").textContent = { black: "Black screen – B", white: "White screen – W" }[talk.covered()] || "";
    part("after").textContent = at + 1 < talk.slides.length || !last ? "Next" : "End";
    part("notes").scrollTop = 0;
    layout();
    clock();
  };

  /* as large as fits: one rem is 100 points of the slide, the second picture is drawn smaller */
  const layout = () => {
    const deck = getComputedStyle(document.documentElement);
    const w = +deck.getPropertyValue("--w"), h = +deck.getPropertyValue("--h");
    const place = part("current").parentNode.getBoundingClientRect(), second = part("following").parentNode.getBoundingClientRect();
    const rem = Math.min(place.width / w, place.height / h);
    desk.document.documentElement.style.fontSize = rem + "px";
    const small = Math.min(second.width / w, second.height / h) / rem;
    part("following").style.transform = "scale(" + small + ")";
    part("notes").style.fontSize = size + "px";
  };

  const open = () => {
    if (desk && !desk.closed) { desk.focus(); return; }
    desk = window.open("", "", "width=1100,height=760");
    if (!desk) { alert("The browser did not allow a second window."); return; }
    const its = desk.document, css = [...document.querySelectorAll("style")].map(style => style.textContent).join("\n");
    its.documentElement.lang = document.documentElement.lang;
    its.title = "Notes · " + document.title.replace(/^\d+\/\d+ · /, "");
    const style = its.createElement("style");
    style.textContent = css;
    its.head.append(style);
    its.documentElement.classList.add("desk");
    its.body.innerHTML = '<header><span class="place"></span><span class="covered" role="status"></span><span class="spent"></span><span class="time"></span></header>'
      + '<div class="stage"><div class="current"></div></div>'
      + '<section class="coming"><h1 class="after">Next</h1><div class="small"><div class="following"></div></div></section>'
      + '<section class="said"><h1>Notes</h1><div class="notes" tabindex="0" role="region" aria-label="Notes"></div></section>';
    desk.addEventListener("keydown", event => {
      if (event.key === "+" || event.key === "=") size = Math.min(60, size + 2);
      else if (event.key === "-") size = Math.max(10, size - 2);
      else if (event.key === "t") pause();
      else if (event.key === "r") reset();
      else if (event.key === "k" || event.key === "s") desk.close();
      else { talk.pressed(event); return; }
      event.preventDefault();
      refresh();
    });
    desk.addEventListener("resize", () => layout());
    refresh();
  };

  const pause = () => { if (paused) { begun += Date.now() - paused; paused = null; } else paused = Date.now(); clock(); };
  const reset = () => { begun = Date.now(); paused = paused && begun; clock(); };
  talk.keys.k = talk.keys.s = open;
  talk.keys.t = pause;
  talk.keys.r = reset;
  talk.watch(refresh);
  setInterval(clock, 500);
  addEventListener("pagehide", () => { if (desk && !desk.closed) desk.close(); });
})();
