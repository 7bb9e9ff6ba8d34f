// Makes the try-out room live. Without it every page works all the same, by links and forms.
"use strict";

const byId = (id) => document.getElementById(id);
const EVERY = 2000; // milliseconds between two looks for something new

/** Fetches one of our pages: the document, and the address it ended at. */
async function open(url, options = {}) {
  const response = await fetch(url, { credentials: "same-origin", ...options });
  const doc = new DOMParser().parseFromString(await response.text(), "text/html");
  return { doc, url: new URL(response.url), ok: response.ok };
}

function trouble(words) {
  const line = byId("trouble");
  line.hidden = !words;
  if (line.textContent !== words) line.textContent = words;
}

/** Whatever is sent next is a new submission. */
function renew(doc) {
  const nonce = doc.querySelector("input[name=nonce]").value;
  for (const input of document.querySelectorAll("input[name=nonce]")) input.value = nonce;
}

/** Lets the page look as `doc` does, and keeps focus, scroll and what is being typed. */
function merge(doc) {
  if (doc.documentElement.lang !== document.documentElement.lang) return location.reload();
  const held = document.activeElement?.id;
  document.title = doc.title;
  document.body.dataset.seen = doc.body.dataset.seen;
  renew(doc);
  for (const piece of document.querySelectorAll("[data-fresh]")) {
    const fresh = doc.getElementById(piece.id);
    if (fresh && fresh.innerHTML !== piece.innerHTML) piece.replaceChildren(...fresh.cloneNode(true).childNodes);
  }
  byId("clock-progress").hidden = doc.getElementById("clock-progress").hidden;
  byId("clock-steps").disabled = doc.getElementById("clock-steps").disabled;
  mergeLog(doc);
  if (held && document.activeElement?.id !== held) byId(held)?.focus({ preventScroll: true });
}

/** Adds, replaces and drops messages. */
function mergeLog(doc) {
  const log = byId("log");
  const fresh = doc.getElementById("log");
  if (!log || !fresh) return;
  const frame = byId("log-frame");
  const reading = Math.abs(frame.scrollTop) > 60 ? firstInView(frame) : null;
  const was = reading?.getBoundingClientRect().top;
  const newest = newestOf(log)?.id;
  let last = null;
  for (const node of [...fresh.children]) {
    let here = byId(node.id);
    if (!here || !log.contains(here)) {
      here = document.importNode(node, true);
      log.insertBefore(here, last ? last.nextSibling : log.firstChild);
    } else if (here.innerHTML !== node.innerHTML) {
      here.replaceChildren(...document.importNode(node, true).childNodes);
    }
    last = here;
  }
  for (const old of [...log.children]) if (!fresh.querySelector(`:scope > #${CSS.escape(old.id)}`)) old.remove();
  // Whoever reads further up keeps their place.
  if (reading?.isConnected) frame.scrollTop += reading.getBoundingClientRect().top - was;
  if (newest && newestOf(log)?.id !== newest) pointTo(newestOf(log));
}

const newestOf = (log) => log.querySelector(":scope > article:last-of-type");

/** Until it is in view, a link below leads to it: whoever reads further up need not guess that it came. */
const arrived = new IntersectionObserver((seen) => {
  const { isIntersecting, target } = seen.at(-1);
  const line = byId("below");
  if (isIntersecting || !target.isConnected) {
    arrived.disconnect();
    return line.replaceChildren();
  }
  const link = Object.assign(document.createElement("a"), { href: `#${target.id}`, textContent: line.dataset.words });
  line.replaceChildren(link);
});

function pointTo(newest) {
  arrived.disconnect();
  arrived.observe(newest);
}

function firstInView(frame) {
  const top = frame.getBoundingClientRect().top;
  return [...frame.querySelectorAll("article")].find((one) => one.getBoundingClientRect().bottom > top);
}

/** Whether a message can be read from its top to its end as the page stands. */
function isInView(node) {
  const frame = byId("log-frame").getBoundingClientRect();
  const { top, bottom } = node.getBoundingClientRect();
  return top >= Math.max(frame.top, 0) && bottom <= Math.min(frame.bottom, innerHeight);
}

/** Puts a form over the conversation. */
function ask(panel) {
  const dialog = byId("dialog");
  dialog.replaceChildren(document.importNode(panel, true));
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector("#problem") ?? dialog.querySelector("#form-title")).focus({ preventScroll: true });
  dialog.scrollTop = 0;
}

/** After a press: stay on the button where it still is, else go to what took its place. */
function stay(button, value, message) {
  if (button.isConnected && document.activeElement === button) return;
  if (document.activeElement && document.activeElement !== document.body) return;
  const again = button.isConnected ? button : document.querySelector(`button[value="${CSS.escape(value)}"]`);
  (again ?? byId(message) ?? byId("answer") ?? byId("main")).focus({ preventScroll: true });
}

let underway = 0;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const button = event.submitter;
  // A form's own page reloads, and so do earlier messages, which hold no place for an answer.
  if (form.method !== "post" || document.querySelector("main #form-panel, .newest")) return;
  event.preventDefault();
  const sender = button ?? form;
  if (sender.getAttribute("aria-disabled") === "true") return;
  const body = new URLSearchParams(new FormData(form, button));
  const message = button?.closest("article")?.id;
  const clock = form.id === "clock-form";
  const senders = clock ? [...form.querySelectorAll("button")] : [sender];
  for (const one of senders) one.setAttribute("aria-disabled", "true");
  if (clock) {
    byId("clock-progress").hidden = false;
    byId("clock-said").textContent = form.dataset.moving;
  }
  underway += 1;
  try {
    const { doc, url, ok } = await open(form.action, { method: "POST", body });
    if (!ok) return trouble(doc.querySelector("h1")?.textContent ?? byId("trouble").dataset.words);
    trouble("");
    if (form.id === "composer" && button?.name !== "try") byId("line").value = "";
    answered(doc, url, form, button, message);
  } catch {
    trouble(byId("trouble").dataset.words); // nothing is lost: the words are still there to be sent again
  } finally {
    underway -= 1;
    for (const one of senders) one.removeAttribute("aria-disabled");
    if (clock) byId("clock-progress").hidden = true;
  }
});

function answered(doc, url, form, button, message) {
  const panel = doc.querySelector("main #form-panel");
  const dialog = byId("dialog");
  // A slow answer to an earlier press must not close a form that somebody is filling in by now.
  const filling = dialog.open && !dialog.contains(form);
  if (panel) {
    renew(doc);
    return filling || ask(panel);
  }
  if (!filling && dialog.open) dialog.close();
  if (url.pathname === location.pathname && url.searchParams.has("answer")) history.replaceState(null, "", url);
  const at = `m${url.searchParams.get("at")}`; // a fetched address has lost its fragment
  const stood = byId(at);
  merge(doc);
  if (form.id === "press" && button) stay(button, button.value, message);
  const landing = byId(at);
  if (landing && !(stood && isInView(landing))) landing.scrollIntoView({ block: "start" });
}

document.addEventListener("click", (event) => {
  const dialog = byId("dialog");
  if (!dialog.open) return;
  const problem = event.target.closest("#problem a");
  if (event.target.closest("[data-close]")) dialog.close();
  else if (problem) byId(problem.hash.slice(1))?.focus();
  else return;
  event.preventDefault();
});

byId("line")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit(byId("send"));
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && location.hash === "#menu") location.hash = "#main";
});

async function look() {
  if (document.visibilityState !== "visible" || byId("dialog").open) return;
  try {
    const response = await fetch(document.body.dataset.news, { credentials: "same-origin" });
    const news = await response.text();
    trouble(response.ok ? "" : byId("trouble").dataset.words);
    if (!response.ok || news === document.body.dataset.seen) return;
    if (document.querySelector("main #form-panel")) return; // nobody loses what they are filling in
    const busy = underway;
    const { doc, ok } = await open(location.href);
    if (ok && busy === underway) merge(doc);
  } catch {
    trouble(byId("trouble").dataset.words);
  }
}

async function keepLooking() {
  await look();
  setTimeout(keepLooking, EVERY);
}

setTimeout(keepLooking, EVERY);
document.addEventListener("visibilitychange", look);
