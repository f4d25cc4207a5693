// The panel beside the text, steps by arrow keys, and copying of footnotes. Without it every link still works.
const panel = document.getElementById("panel");
const passages = [...document.querySelectorAll("#text a.q[id]")];
let chosen = passages.findIndex((one) => one.getAttribute("aria-current") === "true");

async function open(link) {
  const answer = await fetch(`${link.getAttribute("href")}?part=1`, { headers: { accept: "text/html" } });
  if (!answer.ok) { location.href = link.href; return; }
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  panel.replaceChildren(...made.body.children);
  panel.classList.add("open");
  for (const one of passages) one.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  chosen = passages.indexOf(link);
  history.replaceState(null, "", `#${link.id || ""}`);
  showCopy(panel);
}

function step(by) {
  if (!passages.length) return;
  chosen = (chosen + by + passages.length) % passages.length;
  passages[chosen].focus();
  passages[chosen].scrollIntoView({ block: "center" });
}

function showCopy(within) {
  if (!navigator.clipboard) return;
  for (const button of within.querySelectorAll("button.copy")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.copy");
  if (button) {
    navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent).then(() => { button.textContent = button.dataset.done; });
    return;
  }
  const link = event.target.closest("#text a.q");
  if (panel && link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    open(link);
  }
});
document.addEventListener("keydown", (event) => {
  if (!panel || event.target.closest("input, select, textarea") || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "ArrowRight") step(1);
  else if (event.key === "ArrowLeft") step(-1);
  else if (event.key === "Escape") panel.classList.remove("open");
  else return;
  event.preventDefault();
});
showCopy(document);
if (panel && location.hash.startsWith("#s-")) {
  const wanted = document.getElementById(location.hash.slice(1));
  if (wanted) {
    const link = wanted.matches("a.q") ? wanted : wanted.nextElementSibling;
    if (link && link.matches("a.q")) { open(link); link.scrollIntoView({ block: "center" }); }
  }
}
